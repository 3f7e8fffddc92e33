// FunctionDigest, the class that computes the digest of one function. It is implemented in digest.cpp (terms) and
// digest_conditions.cpp (truths, and selections by them); only they include this header.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "lang/core/program.hpp"
#include "lang/core/value_pieces.hpp"

namespace cepol::core {

struct DigestInput {
  const Program& program;
  const std::vector<Member>& readings;
  const std::vector<std::uint64_t>& functions;  // of the older functions
  const std::vector<bool>& certain;             // never_none()
};

class FunctionDigest {
 public:
  explicit FunctionDigest(const DigestInput& input)
      : program_(input.program), readings_(input.readings), functions_(input.functions), certain_(input.certain) {}

  std::uint64_t of(ExprId id);

 private:
  // In place of a term's kind.
  static constexpr std::uint64_t known_option = 99, folded_constant = 98, truth_value = 97, negated_leaf = 96,
                                 value_test = 95, selection = 94, exclusive_cases = 93;

  // A truth where only yes counts, as opposed to no and none.
  struct Test {  // is the value of an expression one of these?
    std::uint64_t subject;
    ValuePieces values;
  };
  struct Truth {
    std::uint64_t digest = 0;
    std::optional<Test> test = {};  // it is no more than this
    // All of them hold where it holds, each of another subject.
    std::map<std::uint64_t, ValuePieces> follow = {};
    std::optional<bool> known = {};  // it is so in any case
  };
  struct Guarded {
    Truth guard;
    std::uint64_t value;
  };
  struct Chain {  // values that are selected by guards
    bool first = true;
    std::vector<Guarded> cases;
    std::vector<std::vector<std::uint32_t>> over;  // by case, as Case::over; empty where first
    std::uint64_t otherwise = 0;
  };

  // ---- digest.cpp
  void add(std::uint64_t value) {  // the mixer of splitmix64 over what came before
    std::uint64_t z = state_ ^ (value + 0x9e3779b97f4a7c15U + (state_ << 6) + (state_ >> 2));
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    state_ = z ^ (z >> 31);
  }
  void add(const std::string& text);
  void add(const Exact& value);
  std::uint64_t mixed(const std::vector<std::uint64_t>& values);
  std::uint64_t mixed_text(const std::string& text);
  std::optional<bool> chosen(ExprId id, int depth = 0) const;
  bool hands_on_arguments(const Call& call) const;
  ExprId inlined(ExprId id);
  std::optional<Exact> constant(ExprId id, int depth = 0) const;
  std::uint64_t of_term(ExprId id);
  void child(ExprId id) { add(of(id)); }
  void child(const std::optional<ExprId>& id);
  void in_any_order(ExprId one, ExprId other);
  void condition(const std::optional<ExprId>& id);
  void term_of(const Constant& term);
  void term_of(const Local& term) { add(term.slot); }
  void term_of(const ReadingOption& term);
  void term_of(const ColumnOf& term);
  void term_of(const Arithmetic& term);
  void term_of(const Round& term);
  void term_of(const DateAdd& term);
  void term_of(const DateDiff& term);
  void term_of(const ExtractDatePart& term);
  void term_of(const YearDay& term);
  void term_of(const Compare& term);
  void term_of(const Logic&) {}  // truth() tells what it is
  void term_of(const Not&) {}
  void term_of(const IsNone& term) { child(term.operand); }
  void term_of(const Contains& term);
  void term_of(const If&) {}  // selected() tells what it is
  void term_of(const Cases&) {}
  void term_of(const Let& term);
  void term_of(const Call& term);
  void term_of(const OverRows& term);
  void term_of(const OverYears& term);
  void term_of(const YearScan& term);
  void term_of(const Fail& term) { add(term.zh); }

  // ---- digest_conditions.cpp
  Truth truth(ExprId id, bool negated);
  Truth known_truth(bool value) { return {mixed({known_option, value ? 1U : 0U}), {}, {}, value}; }
  Truth joined(const Logic& logic, bool negated);
  void add_operands(const Logic& logic, bool negated, std::vector<Truth>& operands);
  Truth leaf(ExprId id, bool negated);
  std::optional<Test> test_of(ExprId id);
  std::optional<Test> comparison_with_constant(const Compare& compare);
  ValuePieces::Domain domain_of(ExprId subject);
  std::int64_t scale_of(ExprId id, int depth = 0) const;
  static Truth test_truth(Test test, std::uint64_t digest);
  std::uint64_t digest_of(const Test& test);
  std::uint64_t selected(ExprId id);
  Chain chain_of(const If& term);
  Chain chain_of(const Cases& term);
  std::optional<std::uint64_t> by_one_subject(const Chain& chain);
  std::optional<std::uint64_t> by_exclusive_guards(const Chain& chain);
  std::uint64_t in_their_order(const Chain& chain);

  const Program& program_;
  const std::vector<Member>& readings_;
  const std::vector<std::uint64_t>& functions_;
  const std::vector<bool>& certain_;
  static constexpr std::size_t most_inlined = 64;
  std::uint64_t state_ = 0;
  std::size_t inlined_ = 0;
};

}  // namespace cepol::core
