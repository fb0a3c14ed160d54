//! Large files pass through the program in constant memory: up in parts, up in base64, and down.
//!
//! The real program serves on a port of this machine; its memory is what the system says was its peak. Files have 128 MB, or as many MB as
//! `LOKET_TEST_LARGE_MB` says; with `--nocapture` the figures are shown.
#![cfg(target_os = "linux")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use test_kit::apis::SECRET;
use test_kit::apis::token::token;
use test_kit::program::Program;

const DOCUMENTEN: &str = "/documenten/api/v1/enkelvoudiginformatieobjecten";
/// A block becomes base64 without padding.
const BLOCK: usize = 3 << 18;
/// How much the peak may grow, however large the file is: less than the file. It is 40 to 70 MB, with what the allocator keeps.
const GROWTH_MAX_KB: u64 = 96 << 10;

struct Server {
    program: Program,
    token: String,
}

struct Answer {
    status_code: u16,
    head: String,
}

fn loket(data: &Path, args: &[&str]) {
    let outcome = Command::new(env!("CARGO_BIN_EXE_loket")).args(args).arg("--data").arg(data).output().unwrap();
    assert!(outcome.status.success(), "{args:?}: {}", String::from_utf8_lossy(&outcome.stderr));
}

impl Server {
    fn start(data: &Path) -> Self {
        let bouwsteen = test_kit::bouwstenen::folder("bezwaarschrift");
        loket(
            data,
            &[
                "tenant",
                "add",
                "a",
                "--naam",
                "A",
                "--rsin",
                "002564440",
                "--host",
                "localhost",
                "--afzender",
                "A <a@a.example>",
            ],
        );
        loket(data, &["package", "install", bouwsteen.to_str().unwrap()]);
        loket(data, &["applicatie", "add", "--client-id", "groot", "--secret", SECRET, "--alle-autorisaties"]);
        let program = Program::start(Command::new(env!("CARGO_BIN_EXE_loket")).args(["serve", "--data"]).arg(data));
        Self { program, token: token("groot", store::Clock::system().now().as_second()) }
    }

    /// Sends a request whose body is written piece by piece, and reads the answer; `take` gets its body.
    fn call(
        &self,
        method: &str,
        path: &str,
        (kind, size): (&str, u64),
        write: impl FnOnce(&mut TcpStream),
        mut take: impl FnMut(&[u8]),
    ) -> Answer {
        let mut stream = TcpStream::connect(&self.program.address).unwrap();
        let (host, token) = (self.program.address.replace("127.0.0.1", "localhost"), &self.token);
        // Who could read it compressed must still get a file as it is.
        let accepted = if path.ends_with("/download") { "br" } else { "identity" };
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: {host}\r\nauthorization: Bearer {token}\r\ncontent-type: {kind}\r\n\
             content-length: {size}\r\naccept-encoding: {accepted}\r\nconnection: close\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).unwrap();
        write(&mut stream);
        let mut reader = BufReader::with_capacity(1 << 20, stream);
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            assert!(reader.read_line(&mut head).unwrap() > 0, "{head}");
        }
        let mut piece = vec![0; 1 << 20];
        loop {
            let count = reader.read(&mut piece).unwrap();
            if count == 0 {
                break;
            }
            take(&piece[..count]);
        }
        Answer { status_code: head[9..12].parse().unwrap(), head: head.to_ascii_lowercase() }
    }

    fn json(&self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        let body = body.to_string();
        let mut found = Vec::new();
        let size = body.len() as u64;
        let write = |stream: &mut TcpStream| stream.write_all(body.as_bytes()).unwrap();
        let answer = self.call(method, path, ("application/json", size), write, |piece| found.extend_from_slice(piece));
        let text = String::from_utf8_lossy(&found);
        // A small answer may come in chunks: the object is what stands between its braces.
        let json = text.find('{').zip(text.rfind('}')).map(|(from, to)| &text[from..=to]);
        (answer.status_code, json.and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default())
    }

    /// The most memory that the program has had, in kB.
    fn peak_kb(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.program.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        line.trim().trim_end_matches(" kB").parse().unwrap()
    }
}

/// The block of a file with this number: no two are the same.
fn block(number: u64) -> Vec<u8> {
    let mut block: Vec<u8> = (0..BLOCK).map(|place| (place % 251) as u8).collect();
    block[..8].copy_from_slice(&number.to_le_bytes());
    block
}

/// Writes the bytes of the file from one place to another.
fn write_range(stream: &mut TcpStream, from: u64, to: u64) {
    let size = BLOCK as u64;
    for number in from / size..=(to - 1) / size {
        let block = block(number);
        let start = usize::try_from(from.saturating_sub(number * size)).unwrap();
        let end = usize::try_from((to - number * size).min(size)).unwrap();
        stream.write_all(&block[start..end]).unwrap();
    }
}

fn path_of(url: &Value) -> String {
    let url = url.as_str().unwrap();
    url[url.find("/documenten/").unwrap()..].to_owned()
}

fn document(soort: &str, size: u64) -> Value {
    json!({
        "bronorganisatie": "002564440", "creatiedatum": "2026-11-20", "titel": "Groot", "auteur": "Anne", "taal": "nld",
        "bestandsnaam": "groot.bin", "inhoud": null, "bestandsomvang": size, "informatieobjecttype": soort,
    })
}

/// Sends a file in parts, and returns the path of the document.
fn send_parts(server: &Server, soort: &str, size: u64) -> String {
    let (status_code, made) = server.json("POST", DOCUMENTEN, &document(soort, size));
    assert_eq!(status_code, 201, "{made}");
    let lock = made["lock"].as_str().unwrap();
    let mut from = 0;
    for deel in made["bestandsdelen"].as_array().unwrap() {
        let omvang = deel["omvang"].as_u64().unwrap();
        let before = format!(
            "--X\r\nContent-Disposition: form-data; name=\"lock\"\r\n\r\n{lock}\r\n--X\r\nContent-Disposition: form-data; \
             name=\"inhoud\"; filename=\"a\"\r\nContent-Type: application/octet-stream\r\n\r\n"
        );
        let after = "\r\n--X--\r\n";
        let body_size = before.len() as u64 + omvang + after.len() as u64;
        let write = |stream: &mut TcpStream| {
            stream.write_all(before.as_bytes()).unwrap();
            write_range(stream, from, from + omvang);
            stream.write_all(after.as_bytes()).unwrap();
        };
        let kind = ("multipart/form-data; boundary=X", body_size);
        let answer = server.call("PUT", &path_of(&deel["url"]), kind, write, |_| {});
        assert_eq!(answer.status_code, 200, "{}", answer.head);
        from += omvang;
    }
    assert_eq!(from, size);
    let path = path_of(&made["url"]);
    let (status_code, refusal) = server.json("POST", &format!("{path}/unlock"), &json!({ "lock": lock }));
    assert_eq!(status_code, 204, "{refusal}");
    path
}

/// Sends a file in base64, and returns the path of the document.
fn send_base64(server: &Server, soort: &str, size: u64) -> String {
    let whole = document(soort, size).to_string();
    let (before, after) = whole.split_once("\"inhoud\":null").unwrap();
    let before = format!("{before}\"inhoud\":\"");
    let after = format!("\"{after}");
    let body_size = before.len() as u64 + size / 3 * 4 + after.len() as u64;
    let write = |stream: &mut TcpStream| {
        stream.write_all(before.as_bytes()).unwrap();
        for number in 0..size / BLOCK as u64 {
            stream.write_all(STANDARD.encode(block(number)).as_bytes()).unwrap();
        }
        stream.write_all(after.as_bytes()).unwrap();
    };
    let mut found = Vec::new();
    let kind = ("application/json", body_size);
    let answer = server.call("POST", DOCUMENTEN, kind, write, |piece| found.extend_from_slice(piece));
    assert_eq!(answer.status_code, 201, "{}", String::from_utf8_lossy(&found));
    let text = String::from_utf8_lossy(&found);
    let url = text.split("\"url\":\"").nth(1).unwrap().split('"').next().unwrap();
    path_of(&json!(url))
}

/// Fetches the file and compares every byte.
fn fetch(server: &Server, path: &str, size: u64) {
    let (mut at, mut expected) = (0_u64, Vec::new());
    let take = |piece: &[u8]| {
        let mut rest = piece;
        while !rest.is_empty() {
            let place = usize::try_from(at % BLOCK as u64).unwrap();
            if place == 0 {
                expected = block(at / BLOCK as u64);
            }
            let count = rest.len().min(BLOCK - place);
            assert!(rest[..count] == expected[place..place + count], "the bytes from {at} on differ");
            at += count as u64;
            rest = &rest[count..];
        }
    };
    let answer = server.call("GET", &format!("{path}/download"), ("text/plain", 0), |_| {}, take);
    assert_eq!((answer.status_code, at), (200, size));
    assert!(answer.head.contains(&format!("content-length: {size}\r\n")), "{}", answer.head);
    assert!(!answer.head.contains("content-encoding"), "{}", answer.head);
}

#[test]
fn a_large_file_goes_in_and_comes_out_in_constant_memory() {
    let megabytes = std::env::var("LOKET_TEST_LARGE_MB").ok().and_then(|text| text.parse().ok()).unwrap_or(128_u64);
    let size = megabytes * 1_000_000 / BLOCK as u64 * BLOCK as u64;
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(folder.path());
    let (_, typen) = server.json("GET", "/catalogi/api/v1/informatieobjecttypen?omschrijving=Bijlage", &json!({}));
    let soort = typen["results"][0]["url"].as_str().unwrap();
    // What the first call loads is no growth.
    let small = send_parts(&server, soort, BLOCK as u64);
    fetch(&server, &small, BLOCK as u64);
    let before = server.peak_kb();
    let report = |name: &str, step: &mut dyn FnMut()| {
        let started = Instant::now();
        step();
        let (seconds, peak) = (started.elapsed().as_secs_f64(), server.peak_kb());
        let speed = size as f64 / 1e6 / seconds;
        println!("{name}: {size} bytes in {seconds:.1} s ({speed:.0} MB/s), peak {peak} kB, {} kB more", peak - before);
        assert!(peak - before < GROWTH_MAX_KB, "{name}: the peak went from {before} to {peak} kB");
    };
    let mut path = String::new();
    report("up in parts", &mut || path = send_parts(&server, soort, size));
    report("down", &mut || fetch(&server, &path, size));
    report("up in base64", &mut || path = send_base64(&server, soort, size));
    report("down again", &mut || fetch(&server, &path, size));
}
