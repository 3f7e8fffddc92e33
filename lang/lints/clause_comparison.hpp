// ClauseComparison: compares a number or date at a place of a rule with the clauses cited there, and warns where it is
// not derived from theirs. clause_numbers.cpp finds the numbers in the rules.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "lang/lints/clause_text.hpp"
#include "lang/lints/lint.hpp"
#include "lang/lints/number_derivation.hpp"

namespace cepol::lints {

struct CitedClauses {
  std::vector<NodeId> own, all;  // `clause` nodes: of the innermost citing node; of every node around as well
};

// By how much a whole number may differ and still mean the same: `< 51 周岁` is `<= 50 周岁`.
struct Tolerance {
  int low = 0, high = 0;
  bool if_strict = false;  // only where the clause has a word for it: 超过50周岁 is `>= 51 周岁`
  bool days_only = false;  // `届满日期 - 31 天`, the day itself not counted
  bool of_total = false;   // the number of a `total`: of parts it is no multiple
};

// The kind of a rule's number: of a unit; a share (percent or fraction); a count of times; a count of people.
struct NumberKind {
  std::optional<UnitId> unit = {};
  bool share = false, times = false;
  bool ratio = false;  // written as one number by another: 3/10
  bool people = false;
  bool is(const ClauseNumber& one) const {
    if (unit) return one.unit == unit;
    return share ? one.share() : people ? one.people : one.times;
  }
};

class ClauseComparison {
 public:
  ClauseComparison(const Input& input, const Tree& tree, Problems& problems)
      : input_(input), tree_(tree), problems_(problems), units_(input.checked.program) {}

  void check_number(NodeId node, Exact value, const NumberKind& kind, const CitedClauses& cited, Tolerance tolerance);
  void check_year(NodeId node, int year, const CitedClauses& cited);
  void check_date(NodeId node, const CitedClauses& cited, Tolerance tolerance);

 private:
  const ClauseNumbers& numbers_of(const notice::Clause& clause);
  // The cited clauses and all clauses nested in them; `outer`: also the clauses that enclose them.
  std::vector<const notice::Clause*> clauses_of(const std::vector<NodeId>& cited, bool outer) const;
  Exact in_base(Exact value, UnitId unit) const;
  Tolerance allowed(Tolerance tolerance, const CitedClauses& cited);
  std::vector<Exact> values_within(Exact value, const NumberKind& kind, Tolerance tolerance) const;
  struct Candidates {
    std::vector<Candidate> same, all;  // of the kind; every number
    bool each = false;
  };
  Candidates candidates(const NumberKind& kind, const CitedClauses& cited);
  std::vector<WrittenSpan> spans_of(const notice::Clause& clause);
  std::vector<NodeId> own_of(NodeId node, const CitedClauses& cited) const;
  void report(NodeId node, const CitedClauses& cited, std::vector<std::string> stated) const;

  const Input& input_;
  const Tree& tree_;
  Problems& problems_;
  UnitNames units_;
  std::map<const notice::Clause*, ClauseNumbers> read_ = {};
};

}  // namespace cepol::lints
