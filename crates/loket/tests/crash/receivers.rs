//! The world outside: a mail server and a subscriber, each real as far as one sender needs.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// What the SMTP server got: for each address the ids of the mails to it, each with its subject.
pub type Mails = Arc<Mutex<BTreeMap<String, BTreeMap<String, String>>>>;

/// What the subscriber got: for each zaak what happened to which resource, in the order in which it first came.
pub type Told = Arc<Mutex<BTreeMap<String, Vec<Notificatie>>>>;

/// What happened: the kind and id of the resource, and the deed.
pub type Notificatie = (String, String, String);

/// A real SMTP server, as far as one sender needs: it keeps the message id and the zaak number of each mail.
pub fn start_smtp() -> (u16, Mails) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let mails = Mails::default();
    let kept = Arc::clone(&mails);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let kept = Arc::clone(&kept);
            std::thread::spawn(move || {
                // A sender that is killed breaks off: then nothing was accepted.
                let _ = serve_smtp(stream, &kept);
            });
        }
    });
    (port, mails)
}

fn serve_smtp(stream: TcpStream, mails: &Mails) -> std::io::Result<()> {
    let mut out = stream.try_clone()?;
    let mut lines = BufReader::new(stream).lines();
    let mut to = String::new();
    out.write_all(b"220 crash ESMTP\r\n")?;
    while let Some(line) = lines.next().transpose()? {
        let verb = line.get(..4).unwrap_or_default().to_ascii_uppercase();
        match verb.as_str() {
            "EHLO" => out.write_all(b"250-crash\r\n250 8BITMIME\r\n")?,
            "RCPT" => {
                to = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                out.write_all(b"250 ok\r\n")?;
            }
            "DATA" => {
                out.write_all(b"354 go on\r\n")?;
                let mut text = String::new();
                for line in lines.by_ref() {
                    let line = line?;
                    if line == "." {
                        break;
                    }
                    text.push_str(&line);
                    text.push('\n');
                }
                keep_mail(&to, &text, mails);
                out.write_all(b"250 kept\r\n")?;
            }
            "QUIT" => return out.write_all(b"221 bye\r\n"),
            _ => out.write_all(b"250 ok\r\n")?,
        }
    }
    Ok(())
}

/// A real subscriber, as far as one sender needs.
pub fn start_subscriber() -> (u16, Told) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let told = Told::default();
    let kept = Arc::clone(&told);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let kept = Arc::clone(&kept);
            std::thread::spawn(move || {
                // A sender that is killed breaks off: then nothing was taken.
                let _ = serve_http(stream, &kept);
            });
        }
    });
    (port, told)
}

fn serve_http(stream: TcpStream, told: &Told) -> std::io::Result<()> {
    let mut out = stream.try_clone()?;
    let mut reader = BufReader::new(stream);
    loop {
        let mut length = 0;
        let mut line = String::new();
        while reader.read_line(&mut line)? > 0 && line != "\r\n" {
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse().unwrap();
            }
            line.clear();
        }
        if line.is_empty() {
            return Ok(());
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body)?;
        let message: serde_json::Value = serde_json::from_slice(&body).unwrap();
        let text = |name: &str| message[name].as_str().unwrap().to_owned();
        let id = |name: &str| text(name).rsplit('/').next().unwrap().to_owned();
        let zaak = id("hoofdObject");
        let notificatie = (text("resource"), id("resourceUrl"), text("actie"));
        let mut all = told.lock().unwrap();
        let own = all.entry(zaak).or_default();
        // It may come twice: then the sender was killed before it heard that it was taken.
        if !own.contains(&notificatie) {
            own.push(notificatie);
        }
        drop(all);
        out.write_all(b"HTTP/1.1 204 No Content\r\n\r\n")?;
    }
}

fn keep_mail(to: &str, text: &str, mails: &Mails) {
    let header = |wanted: &str| {
        text.lines()
            .filter_map(|line| line.split_once(": "))
            .find_map(|(name, value)| name.eq_ignore_ascii_case(wanted).then(|| value.to_owned()))
    };
    let id = header("message-id").expect("every mail has a message id");
    let subject = header("subject").expect("every mail has a subject");
    mails.lock().unwrap().entry(to.to_owned()).or_default().insert(id, subject);
}
