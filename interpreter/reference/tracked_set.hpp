// TrackedSet: a ValueSet and the blanks that it depends on, as the reference engine computes it.
#pragma once

#include "interpreter/engine/results.hpp"
#include "interpreter/engine/value_set.hpp"

namespace cepol::reference {

using engine::fails;
using engine::is_point;
using engine::is_settled;
using engine::is_single;
using engine::is_whole;
using engine::join_failures;
using engine::MemberSet;
using engine::NumberRange;
using engine::RowSet;
using engine::Shape;
using engine::TextSet;
using engine::ValueSet;

using BlankIndex = std::uint32_t;  // a blank cell, in the order in which an evaluation met it

// What a set was computed from, where that is one blank and nothing else.
enum class Source : std::uint8_t {
  several,  // or nothing
  cell,     // the blank itself
  year,     // the year of a blank date
  // Full units between a blank date and a known day: since the day, until the day.
  days_since,
  months_since,
  years_since,
  days_until,
  months_until,
  years_until,
  part,  // a number of which the blank, times `slope`, is a part; what the rest of it is does not matter
};

struct Slope {  // not zero; of numbers that do not fit none is kept
  std::int32_t num = 1, den = 1;
};

struct TrackedSet : ValueSet {
  Source source = Source::several;
  BlankIndex blank = 0;           // unless `several`
  Day known_day = 0;              // of the time between two dates
  Slope slope = {};               // of `part`
  std::uint64_t open_blanks = 0;  // the blanks that leave it open: a bit each (the blank's number modulo 64)

  TrackedSet() = default;
  TrackedSet(const ValueSet& set) : ValueSet(set) {}  // NOLINT(google-explicit-constructor): it depends on no blank
};

// Both are the same function of the same blank, hence equal whatever it is filled with.
inline bool same_source(const TrackedSet& a, const TrackedSet& b) {
  return a.source != Source::several && a.source != Source::part && a.source == b.source && a.blank == b.blank &&
         a.known_day == b.known_day;
}

// Makes the set one that has a part of the other, times a factor, in it. Of several the one that may be the most is
// kept.
void keep_part(TrackedSet& of, const TrackedSet& part, Exact factor = 1);

inline void join_into(TrackedSet& into, const TrackedSet& set) {
  into.open_blanks |= set.open_blanks;
  if (set.some) {
    if (!into.some) {
      into.source = set.source;
      into.blank = set.blank;
      into.known_day = set.known_day;
    } else if (!same_source(into, set)) {
      into.source = Source::several;
    }
  }
  engine::join_into(into, set);
}

}  // namespace cepol::reference
