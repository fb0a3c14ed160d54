//! A mail server: the part of SMTP (RFC 5321) that a sender sees.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// How the server takes the next mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// As it should.
    Friendly,
    /// It takes the mail, and the line breaks before it can say so.
    DropsAfterData,
    /// It refuses the address for good, and names it.
    RefusesRecipient,
    /// It has no room now.
    Busy,
}

/// A mail as it came in.
#[derive(Debug, Clone)]
pub struct Received {
    /// The address of the sender.
    pub from: String,
    /// The address that it is for.
    pub to: String,
    /// Headers and content, as they were sent.
    pub data: String,
}

/// A mail server. Cheap to clone.
#[derive(Clone)]
pub struct Server {
    /// Its port on this machine.
    pub port: u16,
    moods: Arc<Mutex<Vec<Mood>>>,
    received: Arc<Mutex<Vec<Received>>>,
}

impl Server {
    /// Starts a server that is in these moods, one mail after another, and friendly from then on.
    pub async fn start(moods: &[Mood]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self {
            port: listener.local_addr().unwrap().port(),
            moods: Arc::new(Mutex::new(moods.iter().rev().copied().collect())),
            received: Arc::default(),
        };
        let own = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let own = own.clone();
                tokio::spawn(async move { own.serve(stream).await });
            }
        });
        server
    }

    /// Returns the mails that came in, in their order.
    pub fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }

    async fn serve(&self, stream: TcpStream) -> Option<()> {
        let mood = self.moods.lock().unwrap().pop().unwrap_or(Mood::Friendly);
        let (reader, mut writer) = stream.into_split();
        let mut reader = BufReader::new(reader);
        let mut mail = Received { from: String::new(), to: String::new(), data: String::new() };
        writer.write_all(b"220 mail.example ESMTP\r\n").await.ok()?;
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line).await.ok()? == 0 {
                return None;
            }
            let command = line.trim_end().to_owned();
            let word = command.split([' ', ':']).next().unwrap_or_default().to_uppercase();
            let answer = match word.as_str() {
                "EHLO" | "HELO" => "250-mail.example\r\n250 8BITMIME\r\n".to_owned(),
                "MAIL" => {
                    mail.from = between(&command);
                    "250 OK\r\n".to_owned()
                }
                "RCPT" => {
                    mail.to = between(&command);
                    match mood {
                        Mood::RefusesRecipient => format!("550 5.1.1 <{}>: unknown\r\n", mail.to),
                        Mood::Busy => format!("452 4.2.2 <{}>: mailbox full\r\n", mail.to),
                        Mood::Friendly | Mood::DropsAfterData => "250 OK\r\n".to_owned(),
                    }
                }
                "DATA" => {
                    writer.write_all(b"354 go on\r\n").await.ok()?;
                    mail.data = read_data(&mut reader).await?;
                    self.received.lock().unwrap().push(mail.clone());
                    if mood == Mood::DropsAfterData {
                        return None;
                    }
                    "250 taken\r\n".to_owned()
                }
                "QUIT" => {
                    writer.write_all(b"221 bye\r\n").await.ok()?;
                    return None;
                }
                "RSET" | "NOOP" => "250 OK\r\n".to_owned(),
                _ => "502 what?\r\n".to_owned(),
            };
            writer.write_all(answer.as_bytes()).await.ok()?;
        }
    }
}

fn between(command: &str) -> String {
    let start = command.find('<').map_or(0, |at| at + 1);
    command[start..].split('>').next().unwrap_or_default().to_owned()
}

/// Reads until the line with one dot; a dot that was doubled becomes one again.
async fn read_data(reader: &mut BufReader<impl AsyncReadExt + Unpin>) -> Option<String> {
    let mut data = String::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        if line == ".\r\n" {
            return Some(data);
        }
        data.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}

impl Received {
    /// Returns a header of the mail, unfolded.
    pub fn header(&self, name: &str) -> Option<String> {
        let head = self.data.split("\r\n\r\n").next()?.replace("\r\n ", " ").replace("\r\n\t", " ");
        head.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")).map(str::to_owned))
    }

    /// Returns the text of the part with this media type, decoded from quoted-printable or as it stands.
    pub fn part(&self, media_type: &str) -> String {
        let content_type = self.header("Content-Type").unwrap();
        let boundary = content_type.split("boundary=\"").nth(1).unwrap().split('"').next().unwrap();
        let part = self
            .data
            .split(&format!("--{boundary}"))
            .find(|part| part.contains(&format!("Content-Type: {media_type}")))
            .unwrap();
        let (head, body) = part.trim_start().split_once("\r\n\r\n").unwrap();
        let body = body.strip_suffix("\r\n").unwrap_or(body);
        let text = if head.contains("quoted-printable") { unquote(body) } else { body.to_owned() };
        text.replace("\r\n", "\n")
    }
}

fn unquote(body: &str) -> String {
    let joined = body.replace("=\r\n", "");
    let mut bytes = Vec::new();
    let mut rest = joined.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        if *first == b'=' && tail.len() >= 2 {
            let code = std::str::from_utf8(&tail[..2]).unwrap();
            bytes.push(u8::from_str_radix(code, 16).unwrap());
            rest = &tail[2..];
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).unwrap()
}
