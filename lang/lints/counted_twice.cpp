// Lint: overlapping windows of one credit in one sum. `c during from 2015 to 2017 + c during from 2017 to 2018` counts
// 2017 twice. Only windows with constant ends are compared.
#include <algorithm>
#include <map>
#include <set>

#include "lang/base/text.hpp"
#include "lang/lints/facts.hpp"
#include "lang/lints/lint.hpp"

namespace cepol::lints {

namespace {

// A year or day that is a constant, or computed from constants by + and -.
std::optional<Exact> known_end(const Program& program, ExprId id) {
  if (const Constant* given = constant_of(program, id)) {
    if (given->is_none) return std::nullopt;
    return given->value;
  }
  const auto* sum = std::get_if<Arithmetic>(&program.exprs[id].term);
  if (sum == nullptr || (sum->operation != Operation::add && sum->operation != Operation::subtract))
    return std::nullopt;
  const auto left = known_end(program, sum->left), right = known_end(program, sum->right);
  if (!left || !right) return std::nullopt;
  return sum->operation == Operation::add ? plus(*left, *right) : minus(*left, *right);
}

// The addends from left to right; marks the terms within the sum as `inner`.
void addends(const Program& program, ExprId id, std::vector<ExprId>& found, std::vector<bool>& inner) {
  const auto* sum = std::get_if<Arithmetic>(&program.exprs[id].term);
  if (sum == nullptr || sum->operation != Operation::add) return found.push_back(id);
  for (const ExprId part : {sum->left, sum->right}) {
    inner[part.index] = true;
    addends(program, part, found, inner);
  }
}

struct Window {
  const Call* call;
  Span span;
  Exact first, last;
  Kind kind;
};

}  // namespace

void counted_twice(const Input& input, Problems& problems) {
  const Program& program = input.checked.program;
  const Resolution& resolution = input.resolution;
  std::map<std::uint32_t, std::string> credit_of_function;
  for (const Credit& credit : resolution.credits)
    for (const auto& [key, function] : credit.functions)
      credit_of_function[function.index] = resolution.declarations[credit.declaration].name;
  std::vector<bool> inner(program.exprs.size(), false);
  std::set<std::pair<std::uint32_t, std::uint32_t>> reported;  // an expression may have been lowered twice
  for (std::uint32_t i = static_cast<std::uint32_t>(program.exprs.size()); i-- > 0;) {  // a whole before its parts
    const auto* sum = std::get_if<Arithmetic>(&program.exprs[ExprId{i}].term);
    if (sum == nullptr || sum->operation != Operation::add || inner[i]) continue;
    std::vector<ExprId> parts;
    addends(program, ExprId{i}, parts, inner);
    std::vector<Window> windows;
    for (const ExprId part : parts) {
      const auto* call = std::get_if<Call>(&program.exprs[part].term);
      if (call == nullptr || credit_of_function.count(call->function.index) == 0) continue;
      const auto first = known_end(program, call->arguments[1]), last = known_end(program, call->arguments[2]);
      if (!first || !last || *first > *last) continue;
      const Window window{call, program.exprs[part].span, *first, *last, program.exprs[call->arguments[1]].type.kind};
      for (const Window& other : windows) {
        if (other.call->function != call->function || window.last < other.first || other.last < window.first ||
            key_of(program, other.call->arguments[0]) != key_of(program, call->arguments[0]))
          continue;
        if (!reported.emplace(window.span.source.index, window.span.begin).second) continue;
        Fact common;
        common.low = std::max(window.first, other.first);
        common.high = std::min(window.last, other.last);
        problems.add(Code::windows_overlap, window.span,
                     {credit_of_function[call->function.index], on_one_line(text_of(input.sources, other.span)),
                      on_one_line(text_of(input.sources, window.span)), range_words(common, window.kind)});
      }
      windows.push_back(window);
    }
  }
}

}  // namespace cepol::lints
