// Opens days_covered and months_covered: the part of each row's span that counts.
#include "interpreter/explain/opening.hpp"
#include "interpreter/explain/span_terms.hpp"
#include "interpreter/explain/wording.hpp"

namespace cepol::explain {

using core::ExprId;
using engine::ValueSet;

namespace {

// Goes through the guard: what has the fold's span is the construct's, everything else the author's.
void read_guard(const core::Program& program, ExprId id, Span span, SpanTerms& terms) {
  const core::Expr& expr = program.exprs[id];
  if (expr.span != span) {
    terms.conditions.push_back(id);
    return;
  }
  if (const auto* logic = std::get_if<core::Logic>(&expr.term); logic != nullptr && logic->all)
    for (ExprId operand : logic->operands) read_guard(program, operand, span, terms);
  const auto* order = std::get_if<core::Compare>(&expr.term);
  if (order == nullptr || order->relation != core::Relation::at_most || terms.in_order.valid()) return;
  terms.in_order = id;
  terms.from = order->left;
  terms.to = order->right;
}

void read_window(const core::Program& program, Span span, SpanTerms& terms) {
  terms.first = terms.from;
  terms.last = terms.to;
  const core::Expr& from = program.exprs[terms.from];
  const core::Expr& to = program.exprs[terms.to];
  const auto* latest = std::get_if<core::Arithmetic>(&from.term);
  const auto* open_or_cut = std::get_if<core::If>(&to.term);
  if (latest == nullptr || open_or_cut == nullptr || from.span != span || to.span != span) return;
  const auto* open = std::get_if<core::IsNone>(&program.exprs[open_or_cut->condition].term);
  if (open == nullptr) return;
  terms.first = latest->left;
  terms.last = open->operand;
  terms.window = {latest->right, open_or_cut->yes};
}

// Of months: the value is the length of the segment that begins with the row.
void read_segment(const core::Program& program, ExprId value, SpanTerms& terms) {
  if (const auto* let = std::get_if<core::Let>(&program.exprs[value].term)) {
    terms.segment = let->value;
    value = let->value;
  }
  const auto* positive = std::get_if<core::Arithmetic>(&program.exprs[value].term);
  const auto* months =
      positive == nullptr ? nullptr : std::get_if<core::DateDiff>(&program.exprs[positive->right].term);
  if (months == nullptr || months->unit != core::Calendar::months) return;
  if (const auto* next = std::get_if<core::DateAdd>(&program.exprs[months->to].term)) terms.segment_end = next->date;
}

// The day, where it is known and there is one.
std::optional<std::int64_t> day_of(const ValueSet& value) {
  if (!value.some || value.none || value.failure != 0 || !engine::is_single(value)) return std::nullopt;
  return value.range().low.num;
}

}  // namespace

std::optional<SpanTerms> span_terms(const core::Program& program, ExprId fold) {
  const Span span = program.exprs[fold].span;
  const auto* rows = std::get_if<core::OverRows>(&program.exprs[fold].term);
  if (rows == nullptr || rows->fold != core::Fold::sum || !rows->guard || !rows->value ||
      program.exprs[*rows->value].span != span)
    return std::nullopt;
  SpanTerms terms;
  read_guard(program, *rows->guard, span, terms);
  if (!terms.in_order.valid() || program.exprs[terms.from].type.kind != core::Kind::date) return std::nullopt;
  read_window(program, span, terms);
  read_segment(program, *rows->value, terms);
  return terms;
}

// A row whose span another one continues, or that continues another, counts with it.
Opening::Member Opening::span_member(const core::OverRows& term, const SpanTerms& spans, Frame& frame, bool sure) {
  Member member = member_of(term.fold, term.guard, term.value, frame, sure);
  if (member.mark != LineMark::fails || mark_of(value(spans.in_order, frame)) != LineMark::holds) return member;
  for (ExprId condition : spans.conditions)
    if (mark_of(value(condition, frame)) != LineMark::holds) return member;
  member.mark = sure ? LineMark::holds : LineMark::open;
  member.value = engine::of_number(0);
  member.joined = true;
  return member;
}

// ：85天，期间内的是 2025-01-01 至 2025-03-26
std::string Opening::span_text(const core::OverRows& term, const SpanTerms& spans, const Member& member, Frame& frame) {
  if (member.joined)
    return word("：与另一行的时段相接或重叠，并入同一段计算", ": joins another row's span and counts with it");
  std::string text = word("：", ": ") + told(*term.value, member.value);
  const auto from = day_of(value(spans.from, frame)), to = day_of(value(spans.to, frame));
  const auto day = [&](ExprId id) { return told(id, value(id, frame)); };
  if (!from || !to || !engine::is_single(member.value)) return text;
  if (spans.segment_end) {
    if (day_of(value(*spans.segment_end, frame)))
      text += word("，这一段自 ", ", from ") + day(spans.from) + word(" 至 ", " to ") + day(*spans.segment_end);
    if (spans.segment && value(*spans.segment, frame) != member.value)
      text += word("，共", ", which is ") + told(*spans.segment, value(*spans.segment, frame)) +
              word("，不够每段须满的月数", ", less than each has to have");
    return text;
  }
  const bool cut = from != day_of(value(spans.first, frame)) || to != day_of(value(spans.last, frame));
  const std::int64_t days = *to - *from + 1;
  if (cut)
    text += word("，期间内的是 ", ", within the time from ") + day(spans.from) + word(" 至 ", " to ") + day(spans.to);
  if (member.value != engine::of_number(days))
    text += word("，与别的行重叠的日子只算一次", ", days that other rows have too count once");
  return text;
}

void Opening::against_span(const SpanTerms& spans, Frame& frame, Lines& lines, LineMark mark) {
  for (ExprId condition : spans.conditions) against(condition, frame, lines, mark == LineMark::open);
  const LineMark found = mark_of(value(spans.in_order, frame));
  if (found != mark) return;
  ExplanationLine line;
  line.kind = LineKind::test;
  line.mark = found;
  const auto first = day_of(value(spans.first, frame)), last = day_of(value(spans.last, frame));
  if (found == LineMark::fails && first && last && *first > *last)
    line.text = word("止日不早于起日", "it does not end before it begins"),
    line.denied = word("止日早于起日", "it ends before it begins");
  else if (spans.window)
    line.text = word("有日子在期间内", "a day of it is within the time"),
    line.denied = word("没有一天在期间内", "no day of it is within the time");
  else
    line.text = word("写明了起止", "it is known when it begins and ends"),
    line.denied = word("没有写明起止", "it is not known when it begins and ends");
  line.plain.emplace();
  lines.push_back(std::move(line));
}

}  // namespace cepol::explain
