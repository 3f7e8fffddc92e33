// Core expressions as formulas: what the comments of lang/core/expr.hpp say of each term, said of symbolic values. A
// function called twice with the same arguments is one value.
//
// Not modelled exactly, but by variables that are unknown (VariableNode::unknown): folds over tables that stand for any
// number of rows, and years beyond `most_years` of a fold or scan. What holds whatever these are holds; what does not
// hold is only a candidate. Terms of Op::overflow are exact in evaluation; a solver may take them as it likes.
#pragma once

#include <functional>
#include <map>

#include "interpreter/symbolic/scope.hpp"
#include "lang/core/program.hpp"

namespace cepol::symbolic {

// What is encoded in place of a part of the program.
struct Replacements {
  std::map<core::FunctionId, bool> truths;           // functions whose value is a truth
  std::map<core::ExprId, core::ExprId> expressions;  // by another of the same type and frame
};

struct EncoderOptions {
  std::vector<core::Member> readings = {};  // the options in force; empty: any
  int most_years = 40;
  Replacements replacements = {};
  // Can the formula hold of no data? A no may mean that this is not known. Where a row of a table that stands for any
  // number of them cannot fail, no fold over them does.
  std::function<bool(Term)> impossible = {};
};

class Encoder {
 public:
  Encoder(Values& values, Scope& scope, EncoderOptions options);
  Value call(core::FunctionId function, std::vector<Value> arguments);

 private:
  using Frame = std::vector<Value>;
  struct Encode;  // a member function for each kind of term
  struct YearWindow {
    Failing failing;
    Term none;
    Term beyond;                               // more years than are encoded
    std::vector<std::pair<Term, Term>> years;  // year, is it in the window?
  };
  struct FoldItem {
    Term counts;  // present; its guard and value are asked for
    Value guard, value;
  };

  Value of(core::ExprId id, Frame& frame);
  Value explicit_fold(core::Fold fold, const core::Type& type, const std::vector<FoldItem>& items);
  Value sum(const std::vector<FoldItem>& items);
  Value quantified(core::Fold fold, const std::vector<FoldItem>& items);
  Value extreme(core::Fold fold, const core::Type& type, const std::vector<FoldItem>& items);
  Value distinct(const std::vector<FoldItem>& items);
  Value unique(const core::Type& type, const std::vector<FoldItem>& items);
  FoldItem item(core::Fold fold, const std::optional<core::ExprId>& guard, const std::optional<core::ExprId>& value,
                Term counts, Frame& frame);
  Value unknown_fold(const core::OverRows& term, const core::Type& type, const Value& parent, Frame& frame);
  Value unknown_result(core::Fold fold, const core::Type& type, const Value& of);
  YearWindow years(core::ExprId from, core::ExprId to, Frame& frame);
  Value with_window(const YearWindow& window, const core::Type& type, Value inside);
  Term at_most(const core::Type& type, const Value& a, const Value& b, bool less);
  Term truth_unknown(const std::string& name);

  Values& values_;
  Terms& terms_;
  Scope& scope_;
  Dates dates_;
  const core::Program& program_;
  const EncoderOptions options_;
  std::map<std::pair<core::FunctionId, std::vector<Value>>, Value> calls_;
};

}  // namespace cepol::symbolic
