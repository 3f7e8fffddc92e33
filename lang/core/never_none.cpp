#include "lang/core/never_none.hpp"

#include <algorithm>

namespace cepol::core {

namespace {

class NeverNone {
 public:
  explicit NeverNone(const Program& program)
      : program_(program), rows_(program.tables.size(), true), certain_(program.exprs.size(), false) {}

  std::vector<bool> run() {
    find_rows();
    for (std::uint32_t i = 0; i < program_.exprs.size(); ++i)
      certain_[i] = std::visit([&](const auto& term) { return of(term, ExprId{i}); }, program_.exprs.nodes[i].term);
    return std::move(certain_);
  }

 private:
  bool is_link(const ColumnOf& term) const {
    const RecordTable& table = program_.tables[program_.exprs[term.row].type.table];
    return table.link == term.column;
  }
  void find_rows() {
    for (const Expr& expr : program_.exprs.nodes) {
      if (expr.type.kind != Kind::row || std::holds_alternative<Local>(expr.term)) continue;
      const auto* column = std::get_if<ColumnOf>(&expr.term);
      if (column == nullptr || !is_link(*column)) rows_[expr.type.table.index] = false;
    }
    for (std::size_t round = 0; round < rows_.size(); ++round)  // the parent of a row that may be none may be none
      for (std::size_t t = 0; t < rows_.size(); ++t)
        if (!rows_[t] && program_.tables.nodes[t].parent) rows_[program_.tables.nodes[t].parent->index] = false;
  }
  bool all(std::initializer_list<ExprId> ids) const {
    return std::all_of(ids.begin(), ids.end(), [this](ExprId id) { return certain_[id.index]; });
  }

  bool of(const Constant& term, ExprId) const { return !term.is_none; }
  bool of(const Local&, ExprId id) const {
    const Type& type = program_.exprs[id].type;
    return type.kind == Kind::row && rows_[type.table.index];
  }
  bool of(const ReadingOption&, ExprId) const { return true; }
  bool of(const ColumnOf& term, ExprId id) const {
    if (!all({term.row})) return false;
    const RecordTable& table = program_.tables[program_.exprs[term.row].type.table];
    if (program_.exprs[id].type.kind == Kind::row) return table.link == term.column;
    return table.columns[term.column].blank == Blank::unknown;
  }
  bool of(const Arithmetic& term, ExprId) const { return all({term.left, term.right}); }
  bool of(const Round& term, ExprId) const { return all({term.value}); }
  bool of(const DateAdd& term, ExprId) const { return all({term.date, term.amount}); }
  bool of(const DateDiff& term, ExprId) const { return all({term.from, term.to}); }
  bool of(const ExtractDatePart& term, ExprId) const { return all({term.date}); }
  bool of(const YearDay& term, ExprId) const { return all({term.year}); }
  bool of(const Compare&, ExprId) const { return true; }
  bool of(const Logic&, ExprId) const { return true; }
  bool of(const Not&, ExprId) const { return true; }
  bool of(const IsNone&, ExprId) const { return true; }
  bool of(const Contains&, ExprId) const { return true; }
  bool of(const If& term, ExprId) const { return all({term.yes, term.no}); }
  bool of(const Cases& term, ExprId) const {
    return term.otherwise && all({*term.otherwise}) &&
           std::all_of(term.cases.begin(), term.cases.end(), [this](const Case& one) { return all({one.value}); });
  }
  bool of(const Let& term, ExprId) const { return all({term.body}); }
  bool of(const Call& term, ExprId id) const {
    const ExprId body = program_.functions[term.function].body;
    return body.index < id.index && certain_[body.index];
  }
  bool of(const OverRows& term, ExprId) const {
    return term.fold == Fold::sum || term.fold == Fold::count || term.fold == Fold::some || term.fold == Fold::every ||
           term.fold == Fold::distinct;
  }
  bool of(const OverYears&, ExprId) const { return false; }
  bool of(const YearScan&, ExprId) const { return false; }
  bool of(const Fail&, ExprId) const { return false; }

  const Program& program_;
  std::vector<bool> rows_;  // by table: no expression for a row of it is none
  std::vector<bool> certain_;
};

}  // namespace

std::vector<bool> never_none(const Program& program) { return NeverNone(program).run(); }

}  // namespace cepol::core
