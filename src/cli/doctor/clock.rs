//! Whether this machine's clock goes right: signatures carry the time, and the gateway refuses
//! one that is off (6505). How much it bears is not documented.

use chrono::TimeDelta;

use super::report::Finding;

const BORNE: TimeDelta = TimeDelta::seconds(5);
const TOO_MUCH: TimeDelta = TimeDelta::seconds(60);

/// What a difference to a server's clock means. Positive: we are ahead.
pub(super) fn finding(name: &'static str, skew: Option<TimeDelta>) -> Finding {
    let Some(skew) = skew else {
        return Finding::warn(name, "the server did not say what time it is", "make sure this machine runs NTP");
    };
    let words = format!("{} s {}", skew.num_seconds().abs(), if skew < TimeDelta::zero() { "behind" } else { "ahead" });
    let mend = "set this machine's clock by NTP (`timedatectl set-ntp true`)";
    if skew.abs() <= BORNE {
        Finding::ok(name, format!("within {} s", BORNE.num_seconds()))
    } else if skew.abs() <= TOO_MUCH {
        Finding::warn(name, words, mend)
    } else {
        Finding::fail(name, words, mend)
    }
}

#[cfg(test)]
mod tests {
    use super::super::report::Verdict;
    use super::*;

    #[test]
    fn a_clock_may_be_off_by_seconds_not_by_minutes() {
        let verdict = |seconds| finding("clock", Some(TimeDelta::seconds(seconds))).verdict;
        assert_eq!([verdict(0), verdict(5), verdict(-5)], [Verdict::Ok; 3]);
        assert_eq!([verdict(6), verdict(-60)], [Verdict::Warn; 2]);
        assert_eq!([verdict(61), verdict(-3600)], [Verdict::Fail; 2]);
        assert_eq!(finding("clock", None).verdict, Verdict::Warn);
    }
}
