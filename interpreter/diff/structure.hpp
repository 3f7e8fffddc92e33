// What changed between two policies, clause by clause and in the words of the domain: not lines of text, but amounts,
// windows, who is covered, waivers, equivalences, deadlines, quotas, readings, records and columns.
//
// A policy is taken apart into declarations, a declaration into parts (a requirement's total, a decision's case, a
// record's column), each with a normal form in which layout, comments, the spelling of keywords and signs, the order of
// what has no order, and the names of things do not show. A name's normal form is what it stands for
// (semantics::Reference), so that two things of one name are never mixed up and a renamed thing is the same thing:
// declarations, columns and members that are only on one side and mean the same are paired as renames, and the rest is
// compared under that pairing. Order counts only where it means something: cases of which the first that fits is taken,
// rows of a decision table, limits of single rows.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lang/check/edited.hpp"

namespace cepol::diff {

// One policy, checked without error. All must outlive what compare() returns.
using Side = semantics::CheckedPolicy;

enum class Subject : std::uint8_t {
  policy,  // the header: title, dates, language
  unit,
  enumeration,
  record,
  reading,
  definition,
  table,  // a decision table
  credit,
  equivalence,
  assessment,
  requirement,
  waiver,
  decision,
  warning,
  quota,
  results,
  roster,
  clause,  // a clause that computes nothing
};
std::string_view word_of(Subject subject, bool english);  // 要求 / requirement

// A part as one of the policies says it.
struct Excerpt {
  std::string text;  // as written, blanks folded, without citations and comments: "170 学时"
  Span span;         // of the part's item in its source: 总量 170 学时
};
// Text of the new policy to be replaced, so that it says again what the old one said. Where text is put in at a place
// where other text is replaced, it goes before that; several put in at one place, in the order of the changes.
using Edit = check::Edit;  // its text: the old policy's, with the new names of what was renamed
struct Detail {
  // What of the declaration: 总量, 窗口, 适用对象, 情形“受理”, 列“学历”, 取值“选修科目”; in `english` or Chinese.
  std::string part;
  std::optional<Excerpt> before, after;  // absent: the part is only on the other side
  // Where the two differ in few values only: those, as written ("170 学时", "220 学时"), in pairs; else empty.
  std::vector<std::pair<std::string, std::string>> values;
  // Where an item that only `before` has would stand in the new policy: an empty span before what follows it there,
  // else before its block's closing bracket; in the old policy likewise for one that only `after` has.
  Span place;
  bool minor = false;  // only words a rule, or says what it rests on: decides nothing
  // What takes this part alone back. Those of several details do not overlap, unless they are the whole declaration's
  // (parts of its head that cannot stand alone): then all details of the change have the same one.
  std::vector<Edit> undo;
};
enum class Kind : std::uint8_t { added, removed, changed };
struct Change {
  Kind kind;
  Subject subject;
  std::string name;                      // in the new policy, else in the old
  std::string old_name;                  // where it differs
  std::string of;                        // the record or assessment it belongs to; empty: none
  std::vector<Detail> details;           // kind changed: one at least
  std::optional<Excerpt> before, after;  // the whole declaration
  // Takes all of it back; nothing for a clause. Leave examples, which are of the policy as it stands, and clauses that
  // compute nothing, which may be cited by what comes back, out of the result.
  std::vector<Edit> undo;
  std::vector<std::string> old_clauses, new_clauses;  // paths of the clauses cited by it: 三(一), as in clause_map
};
struct Rename {
  Subject subject;  // of a column: record; of a member: that of its enumeration, decision, reading ...
  std::string of;   // what it belongs to: the record of a column; empty: none
  std::string old_name, new_name;
};
struct Structure {
  std::vector<Change> changes;  // in the order of the new notice's clauses, then of the new policy's text
  std::vector<Rename> renames;  // what only has another name, is not among the changes
  std::size_t examples_added = 0, examples_removed = 0, examples_changed = 0;  // told apart: examples are no rules
  bool same() const { return changes.empty(); }
};

// `english`: the language of Detail::part.
Structure compare(const Side& before, const Side& after, bool english);

// Of one policy by two readings, an option of each (by ReadingId).
Structure compare_readings(const core::Program& program, const std::vector<core::Member>& before,
                           const std::vector<core::Member>& after, bool english);

}  // namespace cepol::diff
