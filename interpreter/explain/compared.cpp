// Walks the expression of a condition to its comparisons. A side is named by the step that shows its value, or by the
// definition that is called; a constant needs no name.
#include "interpreter/explain/compared.hpp"

#include <algorithm>

namespace cepol::explain {

namespace {

constexpr int most_definitions = 4;  // within one another
constexpr std::size_t most_texts = 8;

struct Side {
  std::string label;  // empty: a constant
  core::Type type;
  engine::ValueSet value;
  std::uint32_t place;  // in the policy
};

// Is it the text of an expression, not a name?
bool is_expression(const std::string& label) {
  return label.find_first_of("()<>=*/+") != std::string::npos || label.find(" - ") != std::string::npos;
}

class Comparisons {
 public:
  Comparisons(const Subject& subject, const AccountReader& read, const core::Step& condition)
      : program_(subject.program), data_(subject.data), read_(read), condition_(condition), words_{program_.english} {}

  std::vector<std::string> texts() {
    const core::Function& function = program_.functions[condition_.value];
    parameters_ = function.parameters.size();
    visit(inner_body(condition_.value), 0);
    return std::move(texts_);
  }

 private:
  void visit(core::ExprId id, int definitions) {
    const core::Term& term = program_.exprs[id].term;
    if (const auto* logic = std::get_if<core::Logic>(&term)) {
      for (core::ExprId operand : logic->operands) visit(operand, definitions);
    } else if (const auto* denied = std::get_if<core::Not>(&term)) {
      visit(denied->operand, definitions);
    } else if (const auto* let = std::get_if<core::Let>(&term)) {
      visit(let->body, definitions);
    } else if (const auto* call = std::get_if<core::Call>(&term)) {
      if (definitions < most_definitions && hands_on(*call))
        visit(program_.functions[call->function].body, definitions + 1);
    } else if (const auto* comparison = std::get_if<core::Compare>(&term)) {
      const auto left = side(comparison->left), right = side(comparison->right);
      if (left && right) add(*left, *right);
    }
  }

  // A condition of a `must` is called with further figures, each computed from the subject.
  core::ExprId inner_body(core::FunctionId function) const {
    core::ExprId body = program_.functions[function].body;
    const auto* call = std::get_if<core::Call>(&program_.exprs[body].term);
    if (call == nullptr || call->arguments.empty() || hands_on(*call)) return body;
    const auto* subject = std::get_if<core::Local>(&program_.exprs[call->arguments.front()].term);
    return subject != nullptr && subject->slot == 0 ? program_.functions[call->function].body : body;
  }

  // Is it called with just what the condition itself is about?
  bool hands_on(const core::Call& call) const {
    if (call.arguments.size() != parameters_) return false;
    for (std::size_t i = 0; i < call.arguments.size(); ++i) {
      const auto* local = std::get_if<core::Local>(&program_.exprs[call.arguments[i]].term);
      if (local == nullptr || local->slot != i) return false;
    }
    return true;
  }

  std::optional<Side> side(core::ExprId id) const {
    const core::Expr& expr = program_.exprs[id];
    if (const auto* constant = std::get_if<core::Constant>(&expr.term)) {
      if (constant->is_none || engine::shape_of(expr.type.kind) != engine::Shape::range) return std::nullopt;
      return Side{{}, expr.type, engine::of_number(constant->value), expr.span.begin};
    }
    for (core::StepId value : condition_.values) {
      const core::Step& step = program_.steps[value];
      for (core::FunctionId function : {step.value, step.to})
        if (function.valid() && shows(function, id))
          return known({step.label, expr.type, read_(function), expr.span.begin});
    }
    if (const auto* call = std::get_if<core::Call>(&expr.term); call != nullptr && hands_on(*call))
      return known({program_.functions[call->function].name, expr.type, read_(call->function), expr.span.begin});
    return std::nullopt;
  }
  // Is it the function of that expression, perhaps within the bindings around it, or of the like one elsewhere?
  bool shows(core::FunctionId function, core::ExprId id) const {
    for (core::ExprId body : {program_.functions[function].body, inner_body(function)}) {
      while (const auto* let = std::get_if<core::Let>(&program_.exprs[body].term)) body = let->body;
      if (same(body, id)) return true;
    }
    return false;
  }
  bool same(core::ExprId a, core::ExprId b) const {
    if (a == b) return true;
    const core::Term &one = program_.exprs[a].term, &other = program_.exprs[b].term;
    if (one.index() != other.index()) return false;
    if (const auto* local = std::get_if<core::Local>(&one))
      return local->slot < parameters_ && local->slot == std::get<core::Local>(other).slot;
    if (const auto* column = std::get_if<core::ColumnOf>(&one))
      return column->column == std::get<core::ColumnOf>(other).column &&
             same(column->row, std::get<core::ColumnOf>(other).row);
    return false;
  }
  static std::optional<Side> known(Side side) {
    const bool point = engine::is_single(side.value) && side.value.shape() == engine::Shape::range;
    return point ? std::optional(std::move(side)) : std::nullopt;
  }

  void add(const Side& left, const Side& right) {
    const bool as_written = left.label.empty() == right.label.empty() ? left.place <= right.place : right.label.empty();
    const Side &first = as_written ? left : right, &second = as_written ? right : left;
    if (first.label.empty() || is_expression(first.label) || texts_.size() == most_texts) return;
    std::string text = program_.english ? english(first, second) : chinese(first, second);
    if (std::find(texts_.begin(), texts_.end(), text) == texts_.end()) texts_.push_back(std::move(text));
  }

  std::string value(const Side& side) const { return set_text(program_, data_, side.type, side.value); }
  std::string named(const Side& side) const {
    const bool named = !side.label.empty() && side.label != value(side) && !is_expression(side.label);
    return value(side) + (named ? words_.bracketed(side.label) : "");
  }
  // The value of one less that of the other, with its unit.
  std::string difference(const Side& more, const Side& less) const {
    const auto found = minus(more.value.range().low, less.value.range().low);
    return found ? set_text(program_, data_, more.type, engine::of_number(*found)) : std::string();
  }

  std::string english(const Side& first, const Side& second) const {
    const Exact a = first.value.range().low, b = second.value.range().low;
    const bool says_unit = value(first).ends_with(" " + first.label);  // hours: 440 hours
    const std::string begin = (says_unit ? "" : first.label + " ") + value(first) + " is ";
    if (first.type.kind != core::Kind::number)
      return begin + (a < b ? "before " : b < a ? "after " : "the same as ") + named(second);
    if (a == b) return begin + "exactly " + named(second);
    const bool less = a < b;
    const std::string by = less ? difference(second, first) : difference(first, second);
    return begin + by + (by.empty() ? "" : " ") + (less ? "less than " : "more than ") + named(second);
  }

  std::string chinese(const Side& first, const Side& second) const {
    const Exact a = first.value.range().low, b = second.value.range().low;
    if (first.type.kind != core::Kind::number)
      return first.label + value(first) + "，" + (a < b ? "早于" : b < a ? "晚于" : "就是") + named(second);
    // Behind an expression the number is set off.
    const bool name = first.label.find_first_of(" (") == std::string::npos;
    const std::string begin =
        (name ? figure(program_, data_, first.label, first.type, first.value) : first.label + "为" + value(first)) +
        "，";
    if (a == b) return begin + "正好是" + named(second);
    const bool less = a < b;
    return begin + "比" + named(second) + (less ? "少" : "多") +
           (less ? difference(second, first) : difference(first, second));
  }

  const core::Program& program_;
  const data::Dataset& data_;
  const AccountReader& read_;
  const core::Step& condition_;
  Phrasebook words_;
  std::size_t parameters_ = 0;
  std::vector<std::string> texts_;
};

}  // namespace

std::vector<std::string> compared_texts(const Subject& subject, const AccountReader& read,
                                        const core::Step& condition) {
  return Comparisons(subject, read, condition).texts();
}

}  // namespace cepol::explain
