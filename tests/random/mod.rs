//! Numbers that look random, the same in every run.

#![allow(dead_code, reason = "not every test needs all of it")]

/// Marsaglia's xorshift64.
pub struct Random(pub u64);

impl Random {
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 16) % (bound as u64)).expect("less than the bound")
    }
}

/// `SIP_STATUS_CASES`, or as many as take little time.
pub fn number_of_cases(usual: usize) -> usize {
    match std::env::var("SIP_STATUS_CASES") {
        Ok(number) => number.parse().expect("SIP_STATUS_CASES is a number"),
        Err(_) => usual,
    }
}
