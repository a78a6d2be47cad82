//! Server transactions (RFC 3261 §17.2), as far as a responder for tests needs
//! them: a copy of a request gets the same answer again, and a final response to
//! INVITE is repeated until its ACK.

use std::collections::{BTreeSet, HashMap};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use sip_status::{Method, StatusCode};

/// T1, T2 and the life of a transaction (RFC 3261 §17.1.1.1, 64 times T1).
const T1: Duration = Duration::from_millis(500);
const T2: Duration = Duration::from_secs(4);
const LIFE: Duration = Duration::from_secs(32);

/// The most transactions at once, and the most octets in them: beyond these, a new
/// request gets a 503.
const MOST: usize = 50_000;
const MOST_OCTETS: usize = 64 * 1024 * 1024;

/// What tells requests of one transaction from those of others
/// (RFC 3261 §17.2.3).
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Key {
    /// Where the answer goes: nobody has it sent to somebody else.
    pub to: SocketAddr,
    pub method: String,
    pub name: Name,
}

/// How the client names a transaction.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Name {
    /// By a branch of its own, and by what it calls itself.
    Branch {
        branch: Vec<u8>,
        sent_by: (String, u16),
    },
    /// As before RFC 3261: by the top Via and much else.
    Whole {
        via: Vec<u8>,
        uri: String,
        to_tag: Option<Vec<u8>>,
        call: Call,
    },
}

impl Key {
    fn octets(&self) -> usize {
        let name = match &self.name {
            Name::Branch { branch, sent_by } => branch.len() + sent_by.0.len(),
            Name::Whole {
                via,
                uri,
                to_tag,
                call,
            } => via.len() + uri.len() + to_tag.as_ref().map_or(0, Vec::len) + call.octets(),
        };
        self.method.len() + name
    }
}

/// What the ACK for a 2xx has in common with its INVITE, and nothing else
/// (RFC 3261 §13.2.2.4).
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Call {
    pub id: Vec<u8>,
    pub from_tag: Option<Vec<u8>>,
    /// That of the `CSeq`; `None` if it is no number.
    pub number: Option<u32>,
}

impl Call {
    fn octets(&self) -> usize {
        self.id.len() + self.from_tag.as_ref().map_or(0, Vec::len)
    }
}

/// A request that was answered, or that still rings.
pub struct Transaction {
    pub key: Key,
    pub call: Call,
    pub sent: Vec<u8>,
    pub state: State,
}

pub enum State {
    /// The INVITE rings; these are its answers in the end, and to a CANCEL.
    Ringing { answer: Vec<u8>, cancelled: Vec<u8> },
    /// The final response to an INVITE, until its ACK: repeated after this long.
    Unconfirmed(Duration),
    /// Kept to answer copies of the request.
    Done,
}

/// A transaction, when something is to be done about it, and when it is over:
/// never, as long as it rings (Timer H starts with the final response,
/// RFC 3261 §17.2.1).
struct Held {
    transaction: Transaction,
    due: Instant,
    end: Option<Instant>,
    /// What it held when it came.
    octets: usize,
}

/// What is to be sent now.
pub type Datagram = (Vec<u8>, SocketAddr);

#[derive(Default)]
pub struct Transactions {
    next: u64,
    all: HashMap<u64, Held>,
    by_key: HashMap<Key, u64>,
    by_call: HashMap<Call, u64>,
    /// One for each.
    due: BTreeSet<(Instant, u64)>,
    octets: usize,
}

impl Transactions {
    pub fn is_full(&self) -> bool {
        self.all.len() >= MOST || self.octets >= MOST_OCTETS
    }

    pub fn find(&self, key: &Key) -> Option<&Transaction> {
        let number = self.by_key.get(key)?;
        self.all.get(number).map(|held| &held.transaction)
    }

    /// Takes up a transaction, whose state changes after `ring` if it rings.
    pub fn add(&mut self, transaction: Transaction, now: Instant, ring: Duration) {
        let number = self.next;
        self.next += 1;
        let (after, end) = match transaction.state {
            State::Ringing { .. } => (ring, None),
            State::Unconfirmed(interval) => (interval, Some(now + LIFE)),
            State::Done => (LIFE, Some(now + LIFE)),
        };
        self.by_key.insert(transaction.key.clone(), number);
        if transaction.key.method == Method::Invite.as_str() {
            self.by_call.insert(transaction.call.clone(), number);
        }
        let due = now + after;
        let held = Held {
            octets: transaction.octets(),
            transaction,
            due,
            end,
        };
        self.octets += held.octets;
        self.all.insert(number, held);
        self.due.insert((due, number));
    }

    /// The state of an answered request of this method.
    pub fn answered(method: Method, code: StatusCode) -> State {
        debug_assert!(code.is_final());
        match method {
            Method::Invite => State::Unconfirmed(T1),
            _ => State::Done,
        }
    }

    /// The ACK has come for the INVITE with this key, or else for the one of this
    /// call: nothing more is repeated.
    pub fn confirm(&mut self, invite: &Key, call: &Call) {
        let number = self.by_key.get(invite).or_else(|| self.by_call.get(call));
        let state = number
            .and_then(|number| self.all.get_mut(number))
            .map(|held| &mut held.transaction.state);
        if let Some(state @ State::Unconfirmed(_)) = state {
            *state = State::Done;
        }
    }

    /// The INVITE is cancelled: what is to be sent for it, if it still rings.
    pub fn cancel(&mut self, key: &Key, now: Instant) -> Option<Datagram> {
        let number = *self.by_key.get(key)?;
        let held = self.all.get_mut(&number)?;
        let transaction = &mut held.transaction;
        let State::Ringing { cancelled, .. } = &mut transaction.state else {
            return None;
        };
        transaction.sent = std::mem::take(cancelled);
        transaction.state = State::Unconfirmed(T1);
        self.due.remove(&(held.due, number));
        held.due = now + T1;
        held.end = Some(now + LIFE);
        self.due.insert((held.due, number));
        Some((transaction.sent.clone(), transaction.key.to))
    }

    /// When there is something to do next.
    pub fn next_due(&self) -> Option<Instant> {
        self.due.first().map(|(at, _)| *at)
    }

    /// Does what is due up to the first thing to be sent for it.
    pub fn run(&mut self, now: Instant) -> Option<Datagram> {
        while let Some((at, number)) = self.due.first().copied().filter(|(at, _)| *at <= now) {
            self.due.remove(&(at, number));
            let datagram = self.turn(number, now);
            if datagram.is_some() {
                return datagram;
            }
        }
        None
    }

    fn turn(&mut self, number: u64, now: Instant) -> Option<Datagram> {
        let held = self.all.get_mut(&number)?;
        if held.end.is_some_and(|end| end <= now) {
            self.forget(number);
            return None;
        }
        let (again, datagram) = held.transaction.turn();
        let end = *held.end.get_or_insert(now + LIFE);
        held.due = again.map_or(end, |interval| (now + interval).min(end));
        self.due.insert((held.due, number));
        datagram
    }

    fn forget(&mut self, number: u64) {
        let Some(held) = self.all.remove(&number) else {
            return;
        };
        self.octets -= held.octets;
        let transaction = held.transaction;
        // A newer one may have taken the place.
        if self.by_key.get(&transaction.key) == Some(&number) {
            self.by_key.remove(&transaction.key);
        }
        if self.by_call.get(&transaction.call) == Some(&number) {
            self.by_call.remove(&transaction.call);
        }
    }
}

impl Transaction {
    /// What it holds; key and call stand twice.
    fn octets(&self) -> usize {
        let later = match &self.state {
            State::Ringing { answer, cancelled } => answer.len() + cancelled.len(),
            _ => 0,
        };
        self.sent.len() + later + 2 * (self.key.octets() + self.call.octets())
    }

    /// What it sends when its time has come, and after how long it comes again.
    fn turn(&mut self) -> (Option<Duration>, Option<Datagram>) {
        match &mut self.state {
            State::Done => return (None, None),
            State::Ringing { answer, .. } => {
                self.sent = std::mem::take(answer);
                self.state = State::Unconfirmed(T1);
            }
            State::Unconfirmed(interval) => *interval = (*interval * 2).min(T2),
        }
        let interval = match self.state {
            State::Unconfirmed(interval) => Some(interval),
            _ => None,
        };
        (interval, Some((self.sent.clone(), self.key.to)))
    }
}
