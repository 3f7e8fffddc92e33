// The making of one assessment. Of the subject row r:
//
//   which(r)     the requirement that applies: cases, exactly one, `over` resolving; none: not covered
//   waiver(r)    the waiver that applies, likewise; none: no waiver
//   first(r), last(r)   the window of which(r)
//   base(r)      the total of which(r)
//   required(r)  0 under a waiver of everything, the waiver's expression of base(r) under one that changes the total,
//                else base(r)
//   earned(r)    the credit during the window
//   met(r)       earned(r) >= required(r), and every `must` of which(r) that no applying waiver drops
//   outcome(r)   none if which(r) is none; `waived` under a waiver of everything; else `met` or `unmet`
//   short(r)     0 when waived, else max(0, required(r) - earned(r))
#pragma once

#include "lang/semantics/facts.hpp"

namespace cepol::semantics {

class Checker::Assessment {
 public:
  Assessment(Checker& checker, Declaration& declaration);
  bool make();  // false: something is wrong, and was reported

 private:
  struct Must {
    std::string name;
    bool each_year = false;
    FunctionId every;      // (subject): holds, in every year of the window where it is asked by year
    FunctionId satisfied;  // (subject): every, or dropped by the waiver that applies
    std::vector<StepId> conditions;
    Span span, named;  // the whole; its name
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
    std::vector<Must> musts;
    bool everything = false;  // waiver
    FunctionId becomes;       // (subject, total)
    std::vector<Drop> drops;
  };

  // assessment.cpp: what is written
  bool find_credit();
  void read_words();
  void read_rules();
  Rule read_rule(DeclarationId id);
  bool read_requirement(Rule& rule);
  bool read_waiver(Rule& rule);
  bool same_kind_of_windows();

  // assessment_figures.cpp: what is computed
  void make_choosers();
  FunctionId chooser(const std::vector<Rule>& rules, const std::string& name);
  bool make_figures();
  void make_required();
  void make_musts();
  void make_must(const Tree& tree, NodeId node, Rule& rule);
  std::optional<ExprId> dropped(const Must& must);
  void make_outcome();
  void make_short();

  // waivers.cpp: those that never apply
  void check_waivers();
  bool same_total(const Rule& waiver) const;
  bool changes_nothing(const Rule& waiver) const;
  bool meets(const Facts& facts, const Drop& drop) const;

  // assessment_account.cpp: what is told
  void lower_decision();
  void tell_rules(Decision& decision, FunctionId chooser, const std::vector<Rule>& rules, const std::string& label);
  void tell_years(Decision& decision);
  Step line(StepKind kind, std::string label, FunctionId value, Span span) const;

  // The value of one rule among several, by the chosen one; none when none is chosen.
  template <class ValueOf>
  ExprId by_rule(FunctionId which, const std::vector<Rule>& rules, Type type, ValueOf value_of) {
    const Type chosen = check_.out_.program.functions[which].result;
    ExprId result = check_.none(type, at_);
    for (std::size_t i = rules.size(); i-- > 0;) {
      const ExprId is_this = check_.is_member(call(which), chosen, static_cast<Member>(i), at_);
      const ExprId value = value_of(rules[i]);
      result = check_.emit(If{is_this, value, result}, type, at_);
    }
    return result;
  }
  ExprId row() { return check_.local(0, subject_, at_); }
  ExprId call(FunctionId function) { return check_.call_function(function, {row()}, at_); }
  FunctionId function(const std::string& name, ExprId body, Slot slots = 1) {
    return check_.add_function(name, of_row_, body, slots, at_);
  }
  const std::string& named(const std::string& label) const { return label.empty() ? name_ : label; }
  std::string word(std::string_view zh, std::string_view en) const {
    return std::string(check_.out_.program.english ? en : zh);
  }

  Checker& check_;
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
  std::string credit_name_;
  Type amount_, time_;
  std::string met_, unmet_, waived_, required_label_, earned_label_, short_label_;
  std::vector<Rule> requirements_, waivers_;

  FunctionId which_, waiver_, first_, last_, base_, earned_, required_, outcome_, short_;
  FunctionId credited_;    // of the credit: (subject, first, last)
  FunctionId everything_;  // is everything waived? invalid: nothing can be
  Type outcome_type_;
};

}  // namespace cepol::semantics
