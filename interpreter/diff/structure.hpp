// The structural difference of two policies in terms of the domain and not of lines of text: amounts, windows, scopes,
// waivers, equivalences, deadlines, quotas, readings, records and columns.
//
// A policy is split into declarations, a declaration into parts (a requirement's total, a decision's case, a record's
// column), each with a normal form that does not depend on layout, comments, the spelling of keywords and signs, the
// order of unordered parts, and names. The normal form of a name is the entity it refers to (semantics::Reference), so
// that two entities of one name are never confused and a renamed entity stays the same: declarations, columns and
// members that only one side has and that mean the same are paired as renames, and the rest is compared under that
// pairing. Order matters where it has a meaning: for cases of which the first that fits is taken, rows of a decision
// table, limits of single rows.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "lang/check/edited.hpp"

namespace cepol::diff {

// One policy, checked without errors. It must outlive the result of compare().
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

// A part in the text of one policy.
struct Excerpt {
  std::string text;  // as written, blanks collapsed, without citations and comments: "170 学时"
  Span span;         // of the whole part: 总量 170 学时
};
// An edit of the new policy that restores the old policy's text, with the new names of renamed entities. Text inserted
// where other text is replaced goes before it; several insertions at one place are in the order of the changes.
using Edit = check::Edit;
// Parts of the new policy whose old order was another one: their spans in the new text, and which of them stood at each
// of these places in the old order.
struct Reordering {
  std::vector<Span> places;
  std::vector<std::size_t> old_order;
};
struct TableText {    // the content that the file of a table beside the old policy has
  std::string table;  // the record's name in the new policy
  std::shared_ptr<const std::string> text;
};
struct Detail {
  // The label of the part: 总量, 窗口, 适用对象, 情形“受理”, 列“学历”, 取值“选修科目”; in `english` or Chinese.
  std::string part;
  std::optional<Excerpt> before, after;  // absent: only the other side has the part
  // If the two differ in few values only: those, as written ("170 学时", "220 学时"), in pairs; else empty.
  std::vector<std::pair<std::string, std::string>> values;
  // Where a part that only `before` has would be in the new policy: an empty span before the part that follows it, else
  // before the closing bracket of its block; for a part that only `after` has, the same in the old policy.
  Span place;
  bool minor = false;       // wording or citations: no result depends on it
  bool reads_data = false;  // decides what the cells of the data mean: words for a blank
  // Undoes this detail alone. Edits of different details do not overlap, unless they replace the whole declaration (for
  // parts of its header that cannot be undone alone): then all details of the change have the same edit.
  std::vector<Edit> undo;
  std::optional<TableText> beside;  // undone by this content instead
  std::optional<Reordering> order;  // undone by the old order instead
};
enum class ChangeKind : std::uint8_t { added, removed, changed };
struct Change {
  ChangeKind kind;
  Subject subject;
  std::string name;                      // in the new policy, else in the old
  std::string old_name;                  // where it differs
  std::string of;                        // the record or assessment it belongs to; empty: none
  std::vector<Detail> details;           // if changed: at least one
  std::optional<Excerpt> before, after;  // the whole declaration
  // Undoes the whole change; empty for a clause. Remove examples (they expect the results of the unedited policy) and
  // clauses that compute nothing (the restored text may cite them) from the edited text.
  std::vector<Edit> undo;
  std::vector<std::string> old_clauses, new_clauses;  // paths of the clauses cited by it: 三(一), as in clause_map
};
struct Rename {
  Subject subject;  // of a column: record; of a member: that of its enumeration, decision, reading ...
  std::string of;   // what it belongs to: the record of a column; empty: none
  std::string old_name, new_name;
  bool member = false;  // a member of an enumeration or of a column's type
};
struct Structure {
  std::vector<Change> changes;  // in the order of the new notice's clauses, then of the new policy's text
  // What is only renamed, which is not among the changes: an amendment writes it, or every result on every record is
  // the same under the other name.
  std::vector<Rename> renames;
  // What one side alone has each, among the changes, but so alike that it may be a rename.
  std::vector<Rename> perhaps_renamed;
  // Rules that are written otherwise and compute the same, which is no change.
  struct Rewrite {
    Subject subject;
    std::string name, of;
    std::string before, after;
    std::vector<Edit> undo;  // restores the old wording, which may need what a change removed
    std::vector<Reordering> orders;
  };
  std::vector<Rewrite> rewritten;
  std::size_t examples_added = 0, examples_removed = 0,
              examples_changed = 0;   // counted separately: examples are no rules
  std::size_t examples_outdated = 0;  // of the amended policy: they name what the amendment took out; not changed
  bool same() const { return changes.empty(); }
};

// The edits with which the parts also get back their old order: an edit within a part moves with it, and so does what
// is inserted before it.
std::vector<Edit> reordered(const Sources& sources, std::vector<Edit> edits,
                            const std::vector<Reordering>& reorderings);

// `english`: the language of Detail::part.
Structure compare(const Side& before, const Side& after, bool english);

// Of one policy under two choices of readings, an option for each (by ReadingId).
Structure compare_readings(const core::Program& program, const std::vector<core::Member>& before,
                           const std::vector<core::Member>& after, bool english);

}  // namespace cepol::diff
