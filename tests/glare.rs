//! Random waits: RFC 3261 §14.1 and §14.2, RFC 3311 §5.2 and §5.3.

#![allow(missing_docs)]

use std::collections::BTreeMap;
use std::time::Duration;

use sip_status::{DelayWindow, Method, Outcome, RetryAfter, RetryContext, StatusCode, Wait};

/// The window, its shortest and longest wait and its step in milliseconds, and how
/// many waits it has.
#[rustfmt::skip]
const WINDOWS: &[(DelayWindow, u64, u64, u64, u32)] = &[
    (DelayWindow::CALL_ID_OWNER, 2_100, 4_000, 10, 191), // RFC 3261 §14.1, 1.
    (DelayWindow::CALL_ID_OTHER, 0, 2_000, 10, 201),     // RFC 3261 §14.1, 2.
    (DelayWindow::OVERLAP, 0, 10_000, 1_000, 11),        // RFC 3261 §14.2
];

#[test]
fn windows() {
    for (window, min, max, step, count) in WINDOWS {
        assert_eq!(window.min(), Duration::from_millis(*min));
        assert_eq!(window.max(), Duration::from_millis(*max));
        assert_eq!(window.step(), Duration::from_millis(*step));
        assert_eq!(window.count(), *count);
    }
    assert_eq!(DelayWindow::glare(true), DelayWindow::CALL_ID_OWNER);
    assert_eq!(DelayWindow::glare(false), DelayWindow::CALL_ID_OTHER);
}

/// Every wait is chosen, none outside the window, and each as often as the others:
/// the numbers that give a wait are one run, whose length is found by halving.
#[test]
fn every_wait_gets_its_share() {
    for (window, min, max, step, count) in WINDOWS {
        let all = 1_u64 << 32;
        let mut start = 0_u64;
        for place in 0..u64::from(*count) {
            let wait = Duration::from_millis(min + place * step);
            let gives = |random: u64| window.pick(u32::try_from(random).unwrap());
            assert_eq!(gives(start), wait);
            let (mut inside, mut behind) = (start, all);
            while behind - inside > 1 {
                let middle = inside.midpoint(behind);
                if gives(middle) > wait {
                    behind = middle;
                } else {
                    inside = middle;
                }
            }
            let share = behind - start;
            let fair = all / u64::from(*count);
            assert!(share == fair || share == fair + 1, "{wait:?}: {share}");
            start = behind;
        }
        assert_eq!(start, all);
        assert_eq!(window.pick(u32::MAX), Duration::from_millis(*max));
    }
}

#[test]
fn overlap() {
    let mut seen: BTreeMap<u32, usize> = BTreeMap::new();
    for random in (0..=u32::MAX).step_by(65_537) {
        let after = RetryAfter::for_overlap(random);
        assert_eq!(after.delay(), DelayWindow::OVERLAP.pick(random));
        assert_eq!(after, RetryAfter::new(after.seconds()));
        *seen.entry(after.seconds()).or_default() += 1;
    }
    assert!(seen.keys().copied().eq(0..=10));
}

/// RFC 3261 §14.1 is about re-INVITE, RFC 3311 §5.3 about UPDATE, and nothing says
/// how long another request has to wait.
#[test]
fn after_491() {
    let pending = Outcome::from(StatusCode::RequestPending);
    for method in Method::ALL {
        for owns in [false, true] {
            let context = RetryContext::new(*method).with_call_id_owner(owns);
            let wait = pending.next_steps(context).wait();
            let expected = match method {
                Method::Invite | Method::Update => Some(Wait::Random(DelayWindow::glare(owns))),
                Method::Ack | Method::Cancel => None,
                _ => Some(Wait::OwnChoice),
            };
            assert_eq!(wait, expected, "{method}");
        }
    }
    let wait = Wait::Random(DelayWindow::CALL_ID_OWNER);
    assert_eq!(wait.min(), Duration::from_millis(2_100));
    assert_eq!(wait.max(), Some(Duration::from_secs(4)));
    assert_eq!(wait.pick(0), Some(Duration::from_millis(2_100)));
}
