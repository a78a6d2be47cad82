//! A SIP responder over UDP, for tests: answers a request with the status code in
//! the user part of its Request-URI, and with the header fields that must come with
//! the code.
//!
//! ```console
//! $ cargo run --example uas
//! $ cargo run --example uas -- 127.0.0.1:5070 --ring 2000
//! ```
//!
//! `sip:486@127.0.0.1` is busy. `sip:180@127.0.0.1` rings (500 ms, or as long as
//! `--ring` says) and then answers with 200. A user that is no status code gets a 200
//! within a dialog, and otherwise a 404. A CANCEL ends the ringing. Any other request
//! with Require gets a 420, and one above 8 KiB a 513. What is not SIP, or has more
//! than 71 Via values, is dropped. Every other request gets an answer if one can be
//! made; an ACK never gets one.

use std::env;
use std::io;
use std::net::UdpSocket;
use std::process::ExitCode;
use std::time::{Duration, Instant};

#[path = "support/message.rs"]
mod message;
#[path = "support/request.rs"]
mod request;
#[path = "support/responder.rs"]
mod responder;
#[path = "support/transactions.rs"]
mod transactions;
#[cfg(test)]
#[path = "support/uas_test.rs"]
mod uas_test;
#[path = "support/via.rs"]
mod via;

use responder::Responder;
use transactions::Datagram;

const USAGE: &str = "usage: uas [ADDRESS:PORT] [--ring MILLISECONDS]

Without them: 127.0.0.1:5060, and 500.";

fn main() -> ExitCode {
    let Some((address, ring)) = arguments() else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    let socket = match UdpSocket::bind(&address) {
        Ok(socket) => socket,
        Err(error) => {
            eprintln!("uas: {address}: {error}");
            return ExitCode::FAILURE;
        }
    };
    match serve(&socket, ring) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("uas: {error}");
            ExitCode::FAILURE
        }
    }
}

fn arguments() -> Option<(String, Duration)> {
    let mut address = "127.0.0.1:5060".to_owned();
    let mut ring = Duration::from_millis(500);
    let mut words = env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--ring" => ring = Duration::from_millis(words.next()?.parse().ok()?),
            _ if word.starts_with('-') => return None,
            _ => address = word,
        }
    }
    Some((address, ring))
}

/// Answers until the process ends.
fn serve(socket: &UdpSocket, ring: Duration) -> io::Result<()> {
    let own = socket.local_addr()?;
    println!("listening on {own}");
    let mut responder = Responder::new(own, ring);
    let mut buffer = vec![0; 65_536];
    loop {
        while let Some(due) = responder.run(Instant::now()) {
            send(socket, due);
        }
        let next = responder.next_due();
        let wait = next.map(|at| at.saturating_duration_since(Instant::now()));
        // Zero would mean to wait for ever.
        let wait = wait.map(|wait| wait.max(Duration::from_millis(1)));
        socket.set_read_timeout(wait)?;
        // An error is a timeout, or a peer that has gone.
        if let Ok((length, from)) = socket.recv_from(&mut buffer) {
            for answer in responder.receive(&buffer[..length], from, Instant::now()) {
                send(socket, answer);
            }
        }
    }
}

fn send(socket: &UdpSocket, (text, to): Datagram) {
    if let Err(error) = socket.send_to(&text, to) {
        eprintln!("uas: to {to}: {error}");
    }
}
