//! The service over a real socket: files, findings, limits, the end.

use nianbao_service::{Limits, serve};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

const TOWN: &[u8] = include_bytes!("../../../samples/liuxi.toml");
const TOWN_JSON: &[u8] = include_bytes!("../../../samples/liuxi.json");

/// What a service says to `Expect: 100-continue` when it begins to read the body.
const CONTINUE: &[u8; 25] = b"HTTP/1.1 100 Continue\r\n\r\n";

/// A service on a port of its own, and what ends it.
struct Service {
    address: SocketAddr,
    end: oneshot::Sender<()>,
    ended: std::thread::JoinHandle<()>,
}

fn start(limits: Limits) -> Service {
    let (end, asked) = oneshot::channel::<()>();
    let (told, address) = std::sync::mpsc::channel();
    let ended = std::thread::spawn(move || {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            told.send(listener.local_addr().unwrap()).unwrap();
            let asked = async {
                let _ = asked.await;
            };
            serve(listener, limits, asked).await.unwrap();
        });
    });
    Service {
        address: address.recv().unwrap(),
        end,
        ended,
    }
}

impl Service {
    fn stop(self) {
        self.end.send(()).unwrap();
        self.ended.join().unwrap();
    }

    /// A request whose body is announced with this length, and of which so much is sent.
    fn begin(&self, line: &str, headers: &str, length: usize, body: &[u8]) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).unwrap();
        let head = format!(
            "{line} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n"
        );
        stream.write_all(head.as_bytes()).unwrap();
        // A service that refuses does not read to the end.
        let _ = stream.write_all(body);
        stream
    }

    fn ask(&self, line: &str, headers: &str, body: &[u8]) -> (u16, String, Vec<u8>) {
        answer(self.begin(line, headers, body.len(), body))
    }
}

/// Status, headers in lower case, body.
fn answer(mut stream: TcpStream) -> (u16, String, Vec<u8>) {
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    let end = bytes
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .expect("an answer");
    let head = String::from_utf8(bytes[..end].to_vec())
        .unwrap()
        .to_ascii_lowercase();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    (status, head, bytes[end + 4..].to_vec())
}

#[test]
fn a_report_becomes_the_files_that_the_library_makes() {
    let service = start(Limits::default());
    assert_eq!(service.ask("GET /health", "", b"").0, 200);
    let exporter = nianbao::pipeline::Exporter::new().unwrap();
    for (kind, path) in nianbao::pipeline::FileKind::ALL
        .into_iter()
        .zip(["/report.docx", "/report.pdf"])
    {
        let made = exporter
            .make("report", TOWN, None, &[kind])
            .unwrap()
            .export
            .unwrap();
        let (status, head, body) = service.ask(
            &format!("POST {path}"),
            "Content-Type: application/toml\r\n",
            TOWN,
        );
        assert_eq!(status, 200, "{head}");
        assert!(body == made.files[0].1, "{path}");
        assert!(head.contains("filename*=utf-8''%e6%b8%85"), "{head}");
    }
    let json = "Content-Type: application/json; charset=utf-8\r\nAccept: text/html, application/pdf\r\n";
    let (status, head, body) = service.ask("POST /report", json, TOWN_JSON);
    assert!(status == 200 && body.starts_with(b"%PDF-"), "{head}");
    service.stop();
}

#[test]
fn what_is_wrong_is_told() {
    let service = start(Limits::default());
    let faulty = include_bytes!("../../../samples/faults/sum-leaf.toml");
    let (status, head, body) = service.ask("POST /report.pdf", "", faulty);
    assert!(status == 422 && head.contains("application/json"), "{head}");
    assert!(String::from_utf8(body).unwrap().contains("T3-"));
    for (line, headers, expected) in [
        ("POST /report", "", 406),
        ("POST /report", "Accept: text/html\r\n", 406),
        ("POST /report.pdf", "Content-Type: image/png\r\n", 415),
        ("POST /report.ofd", "", 404),
        ("GET /report.pdf", "", 405),
        ("POST /report.pdf", "", 422),
    ] {
        assert_eq!(service.ask(line, headers, b"").0, expected, "{line} {headers}");
    }
    service.stop();
}

#[test]
fn bodies_and_requests_are_bounded() {
    let service = start(Limits {
        places: 1,
        threads: 1,
        patience: Duration::from_secs(2),
    });
    let (status, _, _) = answer(service.begin("POST /report.pdf", "", 1 << 30, b"year"));
    assert_eq!(status, 413);
    // One caller that sends nothing more has the only place, until its time is over. That its body is asked for says that
    // it has the place.
    let mut slow = service.begin("POST /report.pdf", "Expect: 100-continue\r\n", 100, b"");
    let mut told = [0; CONTINUE.len()];
    slow.read_exact(&mut told).unwrap();
    assert_eq!(&told, CONTINUE);
    assert_eq!(service.ask("POST /report.pdf", "", TOWN).0, 503);
    assert_eq!(answer(slow).0, 408);
    assert_eq!(service.ask("POST /report.pdf", "", TOWN).0, 200);
    service.stop();
}

#[test]
fn the_end_waits_for_what_was_begun() {
    let service = start(Limits::default());
    let mut begun = service.begin("POST /report.pdf", "", TOWN.len(), &TOWN[..100]);
    std::thread::sleep(Duration::from_millis(200));
    let Service { end, ended, address } = service;
    end.send(()).unwrap();
    while TcpStream::connect(address).is_ok() {
        std::thread::sleep(Duration::from_millis(10));
    }
    begun.write_all(&TOWN[100..]).unwrap();
    assert_eq!(answer(begun).0, 200);
    ended.join().unwrap();
}
