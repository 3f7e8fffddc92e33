// class AssessmentLowering: lowers one assessment to the following functions of the subject row r, and a decision.
//
//   which(r)     the requirement that applies: cases, exactly one, `over` resolving; none: not covered
//   waiver(r)    the waiver that applies, likewise; none: no waiver
//   first(r), last(r)   the window of which(r)
//   base(r)      the total of which(r); none: it has none, and its `must` alone decide
//   required(r)  0 under a waiver of everything, the waiver's expression of base(r) under one that changes the total,
//                else base(r)
//   earned(r)    the credit during the window, of the categories of which(r)'s total
//   met(r)       earned(r) >= required(r) where which(r) has a total, and every `must` of which(r) that no applying
//   waiver drops outcome(r)   none if which(r) is none; `waived` under a waiver of everything; else `met` or `unmet`
//   short(r)     0 when waived, else max(0, required(r) - earned(r))
//
// The credit may be of a record that r belongs to: it is then that of the row to which r belongs.
#pragma once

#include "lang/semantics/context.hpp"
#include "lang/semantics/emit.hpp"
#include "lang/semantics/scope.hpp"

namespace cepol::semantics {

class AssessmentLowering {
 public:
  AssessmentLowering(Context& context, Declaration& declaration);
  bool lower();  // false: something is in error, and reported

 private:
  struct Must {
    std::string name;
    bool each_year = false;
    FunctionId every;      // (subject): holds; of a `must` by year, in every year of the window
    FunctionId satisfied;  // (subject): every, or dropped by the waiver that applies
    std::vector<StepId> conditions;
    Span span, named;  // of the `must`; of its name
  };
  struct Drop {
    std::string must;
    FunctionId applies;  // (subject); invalid: always
    Span span;
    bool found = false;
  };
  struct Rule {  // a requirement or a waiver
    DeclarationId declaration;
    const Tree* tree = nullptr;
    NodeId node;
    std::string name;
    FunctionId applies;
    std::vector<StepId> conditions;
    std::vector<ClauseId> clauses;
    std::vector<std::string> over;
    Span span;
    FunctionId first, last, total;  // requirement
    bool no_total = false;
    std::uint64_t categories = 0;  // of the total, as bits; 0: all
    std::vector<Must> musts;
    bool everything = false;  // waiver
    FunctionId becomes;       // (subject, total)
    std::vector<Drop> drops;
  };

  // assessment.cpp: reads the declarations
  bool find_credit();
  void read_words();
  void read_rules();
  Rule read_rule(DeclarationId id);
  bool read_requirement(Rule& rule);
  bool read_total(Rule& rule, NodeId total_node, Scope& scope);
  bool read_waiver(Rule& rule);
  bool same_kind_of_windows();

  // assessment_figures.cpp: emits the functions
  void make_choosers();
  FunctionId chooser(const std::vector<Rule>& rules, const std::string& name);
  bool make_figures();
  bool make_earned();
  ExprId owner_row();
  ExprId credited(FunctionId credit, ExprId first, ExprId last);
  std::optional<ExprId> without_total();
  void make_required();
  void make_musts();
  void make_must(const Tree& tree, NodeId node, Rule& rule);
  std::optional<ExprId> dropped(const Must& must);
  void report_unknown_must(const Drop& drop);
  void make_outcome();
  void make_short();
  void keep_rules() const;  // for lints

  // assessment_account.cpp: the account of the decision
  void add_decision();
  void add_rules(Decision& decision, FunctionId chooser, const std::vector<Rule>& rules, const std::string& label);
  void add_years(Decision& decision);
  Step line(StepKind kind, std::string label, FunctionId value, Span span) const;

  // A term for the value of the rule that `which` selects; none where it selects none.
  template <class ValueOf>
  ExprId by_rule(FunctionId which, const std::vector<Rule>& rules, Type type, ValueOf value_of) {
    const Type chosen = context_.program.functions[which].result;
    ExprId result = emit_none(context_, type, at_);
    for (std::size_t i = rules.size(); i-- > 0;) {
      const ExprId is_this = emit_is_member(context_, call(which), chosen, static_cast<Member>(i), at_);
      const ExprId value = value_of(rules[i]);
      result = emit(context_, If{is_this, value, result}, type, at_);
    }
    return result;
  }
  ExprId row() { return emit_local(context_, 0, subject_, at_); }
  ExprId call(FunctionId function) { return emit_call(context_, function, {row()}, at_); }
  FunctionId function(const std::string& name, ExprId body, Slot slots = 1) {
    return add_function(context_, name, of_row_, body, slots, at_);
  }
  const std::string& named(const std::string& label) const { return label.empty() ? name_ : label; }
  std::string word(std::string_view zh, std::string_view en) const {
    return std::string(context_.program.english ? en : zh);
  }

  Context& context_;
  Declaration& declaration_;
  const Tree& tree_;
  const NodeId node_;
  const Span at_;
  const std::string name_;
  TableId table_;
  Type subject_;
  std::vector<Parameter> of_row_;
  bool good_ = true;

  std::size_t credit_ = 0;
  std::vector<TableId> owners_;  // from table_ to the record of the credit, without table_
  std::string credit_name_;
  Type amount_, time_;
  std::string met_, unmet_, waived_, required_label_, earned_label_, short_label_;
  std::vector<Rule> requirements_, waivers_;

  FunctionId which_, waiver_, first_, last_, base_, earned_, required_, outcome_, short_;
  FunctionId credited_;    // of the credit, all categories: (its subject, first, last)
  FunctionId everything_;  // is everything waived? invalid: no waiver waives everything
  Type outcome_type_;
};

}  // namespace cepol::semantics
