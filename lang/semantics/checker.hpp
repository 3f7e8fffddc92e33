// The inside of check(): what is declared, the scope of an expression, and the passes over both. Only lang/semantics
// includes this header.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "lang/semantics/check.hpp"

namespace cepol::semantics {

using namespace core;  // the vocabulary of the core is that of this room
using syntax::Keyword;
using syntax::NodeId;
using syntax::NodeKind;
using syntax::Tree;

// ---- what is declared

enum class DeclarationKind : std::uint8_t {
  unit,
  enumeration,
  record,
  reading,
  define,
  credit,
  equivalence,
  assessment,
  requirement,
  waiver,
  decision,
  measure,
  quota,
};
using DeclarationId = Id<struct DeclarationTag>;

// What a definition, reading or decision gives when used in an expression.
struct Signature {
  struct Argument {
    std::string name;
    Type type;
    bool window = false;  // taken as its two ends
  };
  std::vector<Argument> parameters;  // without the row
  Type type;
  FunctionId function;  // of a window: its first year or day
  FunctionId last;      // of a window: its last
  bool window = false;
};

struct Declaration {
  DeclarationKind kind = DeclarationKind::define;
  std::string name;
  const Tree* tree = nullptr;
  NodeId node;
  Span span;                     // of the name
  std::optional<TableId> table;  // the record it belongs to
  std::uint32_t index = 0;       // of the unit, choice, table, reading or quota; of the record in `credits_`, ...
  bool from_policy = true;       // false: from a used module
  bool used = false;
  enum class Stage : std::uint8_t { declared, making, made, broken } stage = Stage::declared;
  std::size_t height = 1;  // of the declarations that it is built on, one upon another, and itself
  Signature signature;
};

// Bounds on how deep things stand one upon another: whoever walks them (the checker, an engine) does so by calling
// itself.
constexpr std::size_t max_height = 200;       // of declarations
constexpr std::size_t max_nesting = 1500;     // of expressions under way, through the declarations that they ask for
constexpr std::size_t max_term_depth = 2500;  // of terms, through the functions that they call
constexpr std::size_t max_cases = 1000;       // of a decision or table

// ---- expressions

struct Typed {
  bool valid = false;  // false: wrong, and reported; stands for any type
  Type type;
  ExprId expr;
  ExprId last;           // of a window: its last year or day
  bool window = false;   // a span of years or days, by type.kind
  bool literal = false;  // a number as written, without a unit: may become a year, or 0 of any unit
  std::optional<Exact> constant;
  std::vector<Member> group;  // a group of members of the enumeration `type`: only after is / in
};
inline Typed value_of(ExprId expr, Type type) {
  Typed typed;
  typed.valid = true;
  typed.type = type;
  typed.expr = expr;
  return typed;
}

struct RowInScope {
  TableId table;
  Slot slot;
  std::string alias;
};
struct Binding {                 // a parameter or other local value
  std::string name, other_name;  // in one spelling and the other; other_name may be empty
  Type type;
  Slot slot = 0;
  Slot last = 0;
  bool window = false;
};
// Rows of a table that agree in the keys, which are bound to slots: `over group` folds over them.
struct Group {
  struct Key {
    NodeId node;  // the expression, of a row
    Type type;
    Slot slot;
  };
  TableId table;
  std::optional<ExprId> parent;
  std::string alias;
  NodeId where;  // the condition that its rows fulfil; invalid: none
  std::vector<Key> keys;
  std::vector<RowInScope> rows;  // in scope where the fold stands
  std::vector<Binding> bindings;
};
struct Scope {
  const Tree* tree;
  std::vector<RowInScope> rows;  // innermost last
  std::vector<Binding> bindings;
  Slot slots = 0;
  std::vector<Group> groups = {};
  Slot fresh() { return slots++; }
};

struct Written {  // an expression where it stands
  const Tree* tree;
  NodeId node;
};

// ---- constructs that belong together

struct Block {  // the sources and limits of a credit or of one equivalence
  DeclarationId declaration;
  struct Source {
    TableId table;
    FunctionId counts;    // (subject, row): truth
    FunctionId amount;    // (subject, row): number
    FunctionId category;  // (subject, row): choice; invalid: no categories
    FunctionId time;      // (subject, row): year or date
    Kind time_kind = Kind::year;
    std::optional<Exact> fixed;  // the amount, where it is a constant
    std::vector<StepId> conditions;
    std::vector<StepId> cuts;  // by limits for each key: a `limit` line of (subject, row) each
    std::string gives_label;
    Span span;
  };
  struct Limit {
    bool times = false, per_year = true;
    FunctionId amount;             // (subject): number
    std::uint64_t categories = 0;  // as bits; 0: all
    FunctionId applies;            // (subject): truth; invalid: always
    std::string label;             // its wording, or its text
    bool worded = false;
    std::vector<ClauseId> clauses;
    Span span;
  };
  std::vector<Source> sources;
  std::vector<Limit> limits;
};
struct Credit {
  DeclarationId declaration;
  TableId table;
  UnitId unit;
  EnumerationId categories;   // invalid: none
  std::vector<Block> blocks;  // [0] its own
  bool made = false, broken = false;
  // What credit_function.cpp made already: by days or by years, of which categories (0: all) or portion.
  std::map<std::pair<bool, std::uint64_t>, FunctionId> functions;
  std::map<std::pair<bool, std::vector<std::uint64_t>>, FunctionId> in_year;
  std::map<bool, FunctionId> by_category;
};

class Checker {
 public:
  Checker(const Sources& sources, const std::vector<Module>& modules, const notice::Notice* notice,
          const std::vector<OtherNotice>& others, Checked& out);
  void run();

 private:
  class Assessment;      // assessment.hpp
  class ExampleMaker;    // example.hpp
  class CreditFunction;  // credit_function.cpp
  struct ClauseReader;   // clause_numbers.cpp

  // passes, in order (check.cpp)
  void read_header();
  void declare_all();
  void lower_all();
  void check_belongs();
  void check_unused();
  void check_cost();         // cost.cpp
  void check_unreachable();  // unreachable.cpp
  void check_readings();     // no_effect_readings.cpp
  void check_parts();        // subtotals.cpp
  void check_shares(const Declaration& declaration);
  Written written_for(Written written, TableId table);
  std::optional<std::pair<Exact, Exact>> written_years(Written written, TableId table);
  void check_notice_clauses();  // notice_clauses.cpp
  void check_notice_days();     // notice_days.cpp
  void check_clause_numbers();  // clause_numbers.cpp
  void check_doubtful();
  void check_overlaps();  // overlaps.cpp
  // `among`: of which requirement somebody must be for the cases to matter; invalid: they always do.
  void overlaps_of(const std::string& name, FunctionId function, FunctionId among = {});
  void check_counted_twice();  // counted_twice.cpp
  void check_uncounted();      // unfed_categories.cpp
  void check_untreated();      // unhandled_members.cpp
  // `of`: what its cases are called.
  void untreated_of(const std::string& name, FunctionId function, DecisionId decision, Span span,
                    const std::string& of);

  // declare.cpp: names of everything
  void declare_file(const Module& module);
  DeclarationId declare(DeclarationKind kind, const Tree& tree, NodeId node, NodeId name, std::optional<TableId> table);
  std::optional<DeclarationId> find_global(const std::string& name);
  std::optional<DeclarationId> find_in_record(TableId table, const std::string& name);
  std::optional<DeclarationId> find_rule(DeclarationKind kind, const std::string& name);
  std::optional<TableId> subject_of(const Tree& tree, NodeId node);
  std::optional<TableId> table_named(const Tree& tree, NodeId name);
  std::vector<std::string> names_in_scope(const Scope& scope) const;

  // records.cpp: units, enumerations, records
  void lower_builtin_units();
  void lower_unit(Declaration& declaration);
  void lower_enumeration(Declaration& declaration);
  void lower_record(Declaration& declaration);
  void lower_column(const Tree& tree, NodeId node, TableId table, bool heading);
  std::optional<Type> type_of(const Tree& tree, NodeId node, const std::string& name_for_choice,
                              bool* window = nullptr);
  // `spans`: where the members are written, for references to them; none for members that nobody names.
  EnumerationId add_enumeration(const std::string& name, std::vector<std::string> members, Span span,
                                std::vector<Span> spans = {});
  std::optional<UnitId> unit_named(const std::string& name) const;
  std::optional<Member> member_named(EnumerationId choice, const std::string& name) const;
  std::optional<ColumnIndex> column_named(TableId table, const std::string& name) const;
  std::optional<TableId> only_table_with(const std::string& name);  // as a column, or a rule of its rows

  // expressions.cpp, names.cpp, relations.cpp, folds.cpp, builtins.cpp
  Typed expression(NodeId node, Scope& scope, const Type* expected = nullptr);
  Typed number_literal(NodeId node, Scope& scope);
  Typed arithmetic(NodeId node, Scope& scope, Keyword operation);
  Typed relation(NodeId node, Scope& scope, Keyword operation);
  Typed membership(NodeId node, Scope& scope);
  Typed name(NodeId node, Scope& scope, const Type* expected);
  Typed field(NodeId node, Scope& scope);
  Typed call(NodeId node, Scope& scope);
  // The arguments from the node `first` on, read as what the declaration takes; false: one is wrong.
  bool arguments_of(DeclarationId id, NodeId first, Scope& scope, std::vector<Typed>& arguments);
  Typed builtin(NodeId node, Scope& scope, bool& known);
  static bool is_builtin(std::string_view name);
  static void add_builtin_names(std::vector<std::string>& names);
  std::string meant_call(std::string_view name) const;  // empty: nothing that people call so
  Typed credited(NodeId node, Scope& scope);
  Typed fold(NodeId node, Scope& scope);
  struct Folded;
  std::optional<Folded> folded_rows(const Tree& tree, NodeId rows, NodeId where, Scope& scope);
  std::optional<Folded> folded_years(const Tree& tree, NodeId years, Scope& scope);
  std::optional<ExprId> parent_in_scope(TableId table, const Scope& scope, Span span);
  std::optional<ExprId> in_group(const Group& group, Slot slot, Scope& scope);
  std::optional<ExprId> first_of_group(const Group& group, Slot slot, Scope& scope);
  ExprId with_keys(const Group& group, Slot slot, ExprId body, Scope& scope);
  struct Spans;  // span_coverage.cpp
  Typed days_covered(NodeId node, Scope& scope);
  Typed months_covered(NodeId node, Scope& scope);
  bool fits_date(Typed value, const Tree& tree, NodeId at);
  Typed running(NodeId node, Scope& scope);
  Typed convert(NodeId node, Scope& scope);
  Typed choose(NodeId node, Scope& scope, const Type* expected);
  Typed last_window(NodeId node, Scope& scope);
  Typed span_window(NodeId node, Scope& scope);
  Typed truth(NodeId node, Scope& scope);  // an expression that must be a truth
  Typed as_window(Typed value, const Tree& tree, NodeId node);
  Typed use_declaration(DeclarationId id, const Tree& tree, NodeId node, Scope& scope, std::optional<ExprId> row,
                        const std::vector<Typed>& arguments = {});
  bool adapt(Typed& literal, const Type& type);  // a number without unit becomes a year, or 0 of any unit
  bool agree(Typed& left, Typed& right, const Tree& tree, NodeId at);  // the same type, after what literals allow
  bool fits(Typed& value, const Type& type, const Tree& tree, NodeId at);
  bool number_kind(const Typed& value) const;
  std::string type_name(const Type& type, bool window = false) const;
  void unknown_credit(const Tree& tree, NodeId at, const std::string& name);
  // `scope`: where a bare name was looked for.
  Typed unknown_name(const Tree& tree, NodeId node, const std::string& name, const std::vector<std::string>& candidates,
                     const Scope* scope = nullptr);

  // emit.cpp: core terms
  ExprId emit(Term term, Type type, Span span);
  ExprId local(Slot slot, Type type, Span span) { return emit(Local{slot}, type, span); }
  ExprId constant(Exact value, Type type, Span span);
  ExprId none(Type type, Span span);
  ExprId yes(Span span) { return constant(1, truth_type(), span); }
  ExprId all_of(std::vector<ExprId> operands, Span span);
  ExprId is_member(ExprId value, Type type, Member member, Span span);
  ExprId call_function(FunctionId function, std::vector<ExprId> arguments, Span span);
  FunctionId add_function(std::string name, std::vector<Parameter> parameters, ExprId body, Slot slots, Span span);
  static Type truth_type() { return Type{Kind::truth, {}, {}, {}}; }
  static Type year_type() { return Type{Kind::year, {}, {}, {}}; }
  static Type date_type() { return Type{Kind::date, {}, {}, {}}; }
  static Type number_type(UnitId unit = {}) { return Type{Kind::number, unit, {}, {}}; }
  static Type choice_type(EnumerationId choice) { return Type{Kind::enumeration, {}, choice, {}}; }
  static Type row_type(TableId table) { return Type{Kind::row, {}, {}, table}; }

  // definitions.cpp: readings and defines; conditions of any `when`
  bool make(DeclarationId id);             // on demand; false: broken (reported)
  bool may_make();                         // not too deep already?
  bool note_dependency(DeclarationId id);  // made: what asked for it is built on it; false: too deep
  void too_deep(DeclarationId id, std::size_t most);
  void lower_reading(Declaration& declaration);
  void lower_define(Declaration& declaration);
  Typed table_value(const Tree& tree, NodeId node, Scope& scope, const Type& type);
  Typed table_cell(NodeId cell, const Binding& parameter, Scope& scope);
  struct Conditions {
    FunctionId holds;           // truth
    std::vector<StepId> steps;  // one a condition
  };
  // Each condition becomes a function of the scope's rows and bindings, `holds` their conjunction (or disjunction).
  Conditions conditions(const Tree& tree, NodeId when, const std::string& name,
                        const std::vector<Parameter>& parameters, const Scope& scope);
  void compared(const Tree& tree, ExprId expr, const std::vector<Parameter>& parameters, Slot slots, Step& condition);
  std::string_view colon() const { return out_.program.english ? ": " : "："; }
  StepId step(Step value) { return out_.program.steps.add(std::move(value)); }

  // credit.cpp, assessment.cpp, decision.cpp, outputs.cpp (quota, results, roster), examples.cpp
  bool lower_credit(std::size_t index);
  void lower_block(Credit& credit, DeclarationId id);
  bool limit_each(const Credit& credit, Block& block, const Tree& tree, NodeId node, const std::string& name,
                  const Step& words);
  bool limit_source(const Credit& credit, Block::Source& source, const Tree& tree, NodeId node, const std::string& name,
                    const Step& words);
  std::optional<std::uint64_t> categories_of(const Tree& tree, NodeId node, const Scope& scope,
                                             EnumerationId categories);
  std::optional<FunctionId> credit_function(std::size_t index, bool days, std::uint64_t categories, Span span);
  std::optional<FunctionId> credit_by_category(std::size_t index, bool days, Span span);
  // What a limit of sums makes of the portion that it is for: before it, under all narrower limits, and after it.
  struct LimitFigures {
    DeclarationId block;
    Block::Limit limit;
    FunctionId before, after;  // of (subject, first, last); of a yearly limit (subject, year), by days all four
  };
  std::vector<LimitFigures> credit_limits(std::size_t index, bool days);
  // credit_account.cpp
  Step limit_words(const Tree& tree, NodeId node, const std::string& name);
  void credit_steps(std::size_t index, FunctionId first, FunctionId last, std::vector<StepId>& account);
  void limit_steps(std::size_t index, FunctionId first, FunctionId last, std::vector<StepId>& account);
  void lower_assessment(Declaration& declaration);
  void lower_decision(Declaration& declaration);
  void lower_warning(Declaration& declaration);
  void lower_quota(Declaration& declaration);
  void lower_results();
  bool is_figure(DeclarationId id);
  void add_figures(ResultTable& results, const std::vector<std::pair<std::size_t, DeclarationId>>& figures,
                   const Tree& tree, NodeId node);
  void lower_roster(const Tree& tree, NodeId node);
  void add_example(const Tree& tree, NodeId node, std::optional<Example> example, std::size_t problems);
  bool few_cases(const std::string& name, std::size_t count, Span span);
  // The cases' `over` lists from the rules' names: transitively closed; a cycle is an error.
  void close_over(std::vector<Case>& cases, Span span);

  // references.cpp: what names stand for, for whoever renames or compares
  void refers(const Tree& tree, NodeId use, Span declared);
  void refers_to_member(const Tree& tree, NodeId use, EnumerationId choice, const std::string& name);
  void refers_to_column(const Tree& tree, NodeId use, TableId table, ColumnIndex column);
  void refers_to_global(const Tree& tree, NodeId use, const std::string& name);
  bool refers_to_label(const Tree& tree, NodeId use, TableId table);  // of a figure, or of what is missing; if any
  void finish_references();

  // suppressions.cpp
  void lower_known(const Tree& tree, NodeId node);
  std::string known_subject(const Tree& tree, NodeId node, bool own);

  // citations.cpp
  std::vector<ClauseId> citations(const Tree& tree, NodeId node, const std::string& rule);
  std::string label_of(const Tree& tree, NodeId clause) const;
  std::string cited_path(const std::string& path) const;
  const notice::Notice* notice_of(const Tree& tree, NodeId clause) const;  // null: its text is not there
  const notice::Clause* in_notice(const Tree& tree, NodeId clause);        // reports what the notice does not have
  void lower_inert(const Tree& tree, NodeId node);
  void finish_clause_map();

  const Sources& sources_;
  const std::vector<Module>& modules_;
  const notice::Notice* notice_;
  const std::vector<OtherNotice>& others_;
  Checked& out_;
  std::vector<Example> outdated_examples_;  // those of Checked::outdated, as far as they could be made
  Problems& problems_;

  Table<DeclarationId, Declaration> declarations_;
  std::map<std::string, DeclarationId> globals_;
  std::map<std::pair<std::uint32_t, std::string>, DeclarationId> record_names_;
  std::map<std::pair<DeclarationKind, std::string>, DeclarationId> rules_;       // equivalences, requirements, waivers
  std::map<std::pair<std::uint32_t, std::string>, std::vector<Member>> groups_;  // (choice, name)
  std::map<std::pair<std::uint32_t, std::string>, Span> member_spans_;           // members and groups, likewise
  std::set<std::string> broken_names_;  // reported where they are declared, not again at each use
  std::vector<Credit> credits_;
  std::vector<DeclarationId> making_;  // each asked for by the one before
  std::size_t nesting_ = 0;
  std::vector<std::size_t> term_depth_, function_depth_;
  bool too_deep_ = false;                            // reported
  std::map<std::uint32_t, std::size_t> credit_of_;   // declaration -> credits_
  std::map<std::uint32_t, DecisionId> decision_of_;  // declaration -> decision
  std::map<std::string, ClauseId> clause_ids_;
  std::map<std::string, std::vector<std::string>> cited_by_;
  std::map<std::string, std::string> inert_;
  std::map<std::uint32_t, FunctionId> requirement_of_;  // decision of an assessment -> which requirement applies
  std::map<std::uint32_t, FunctionId> waiver_of_;       // likewise, where it has waivers
  struct Asked {                                        // of a credit, by name: what counts of these categories
    std::size_t credit;
    std::uint64_t categories;
    Span span;
  };
  std::vector<Asked> asked_;
  Problems later_;  // warnings to be given when there is no error
  UnitId years_, months_, days_;
};

}  // namespace cepol::semantics
