//! The program in a process of its own, as an administrator starts it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

/// A program that serves. It is killed when this is dropped.
pub struct Program {
    child: Child,
    /// Where it serves: `127.0.0.1:40123`.
    pub address: String,
    /// What it said before it was ready.
    pub said: Vec<String>,
}

impl Program {
    /// Starts a command that serves at a free port of this machine, and waits until it says that it is ready.
    pub fn start(command: &mut Command) -> Self {
        let child = command.args(["--listen", "127.0.0.1:0"]).stdout(Stdio::piped()).spawn().unwrap();
        let mut program = Self { child, address: String::new(), said: Vec::new() };
        for line in BufReader::new(program.child.stdout.take().unwrap()).lines() {
            let line = line.unwrap();
            if let Some(rest) = line.strip_prefix("Loket is ready at http://") {
                rest.split(' ').next().unwrap().clone_into(&mut program.address);
                return program;
            }
            program.said.push(line);
        }
        panic!("the program ended before it was ready: {:?}", program.said);
    }

    /// Returns the id of its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Asks for a path with these headers, each with its line end. Returns the HTTP status and all that was answered.
    pub fn get(&self, path: &str, headers: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n{headers}\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        (answer.split(' ').nth(1).unwrap().parse().unwrap(), answer)
    }

    /// Asks it to stop and waits until it did.
    pub fn stop(mut self) {
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(asked.success());
        // One that does not stop is what the test runner tells.
        self.child.wait().unwrap();
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
