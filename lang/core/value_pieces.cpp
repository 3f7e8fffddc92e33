#include "lang/core/value_pieces.hpp"

#include <algorithm>

namespace cepol::core {

namespace {

bool by_steps(Kind kind) {  // the values are whole numbers
  return kind == Kind::truth || kind == Kind::enumeration || kind == Kind::year || kind == Kind::date;
}
bool of_members(Kind kind) { return kind == Kind::truth || kind == Kind::enumeration; }

// The least multiple of 1/scale that is not less than the value, or greater. Nullopt: it is too large.
std::optional<Exact> first_behind(Exact value, bool greater, std::int64_t scale) {
  const __int128 product = static_cast<__int128>(value.num) * scale;
  __int128 whole = product / value.den;
  if (product % value.den < 0) --whole;
  if (greater || whole * value.den != product) ++whole;
  if (whole <= INT64_MIN || whole >= INT64_MAX) return std::nullopt;
  return Exact::ratio(static_cast<std::int64_t>(whole), scale);
}

}  // namespace

// A cut after a whole number is the one before the next; likewise of numbers with so many decimal places, wherever
// between two of them it is.
std::optional<ValuePieces::Cut> ValuePieces::cut_at(Cut cut) const {
  if (by_steps(domain_.kind) && cut.value.whole() && cut.after)
    if (const auto next = plus(cut.value, 1)) cut = {*next, false};
  if (domain_.scale > 0 && !cut.value.infinite())
    if (const auto next = first_behind(cut.value, cut.after, domain_.scale)) cut = {*next, false};
  const auto count = static_cast<std::int64_t>(domain_.members);
  if (of_members(domain_.kind) && cut >= Cut{Exact(count), false}) return std::nullopt;
  return cut;
}

bool ValuePieces::beyond_begin(const Cut& cut) const { return of_members(domain_.kind) && cut <= Cut{Exact(0), false}; }

void ValuePieces::turn(Cut at) {
  const auto cut = cut_at(at);
  if (!cut) return;
  if (beyond_begin(*cut)) {
    rest_ = !rest_;
    return;
  }
  const auto place = std::lower_bound(cuts_.begin(), cuts_.end(), *cut);
  if (place != cuts_.end() && *place == *cut)
    cuts_.erase(place);
  else
    cuts_.insert(place, *cut);
}

ValuePieces ValuePieces::none(Domain domain) {
  ValuePieces made(domain);
  made.none_ = domain.none;
  return made;
}

ValuePieces ValuePieces::bounded(Domain domain, Bound bound, Exact value) {
  ValuePieces made(domain);
  made.rest_ = bound == Bound::below || bound == Bound::up_to;
  made.turn({value, bound == Bound::up_to || bound == Bound::above});
  return made;
}

ValuePieces ValuePieces::only(Domain domain, Exact value) {
  ValuePieces made(domain);
  made.turn({value, false});
  made.turn({value, true});
  return made;
}

ValuePieces ValuePieces::only(Domain domain, const std::string& text) {
  ValuePieces made(domain);
  made.texts_.insert(text);
  return made;
}

ValuePieces ValuePieces::others() const {
  ValuePieces made = *this;
  made.rest_ = !rest_;
  made.none_ = domain_.none && !none_;
  return made;
}

ValuePieces ValuePieces::joined(const ValuePieces& other, bool all) const {
  const auto both = [all](bool one, bool two) { return all ? one && two : one || two; };
  ValuePieces made(domain_);
  made.none_ = both(none_, other.none_);
  bool one = rest_, two = other.rest_, in = both(one, two);
  made.rest_ = in;
  for (auto a = cuts_.begin(), b = other.cuts_.begin(); a != cuts_.end() || b != other.cuts_.end();) {
    const Cut cut = b == other.cuts_.end() || (a != cuts_.end() && *a <= *b) ? *a : *b;
    if (a != cuts_.end() && *a == cut) one = !one, ++a;
    if (b != other.cuts_.end() && *b == cut) two = !two, ++b;
    if (both(one, two) != in) made.cuts_.push_back(cut);
    in = both(one, two);
  }
  std::set<std::string> texts = texts_;
  texts.insert(other.texts_.begin(), other.texts_.end());
  for (const std::string& text : texts)
    if (both(rest_ != texts_.contains(text), other.rest_ != other.texts_.contains(text)) != made.rest_)
      made.texts_.insert(text);
  return made;
}

std::string ValuePieces::text() const {
  std::string made = rest_ ? "rest" : "";
  if (none_) made += " none";
  for (const Cut& cut : cuts_) made += (cut.after ? " )" : " [") + to_string(cut.value);
  for (const std::string& text : texts_) made += " " + std::to_string(text.size()) + ":" + text;
  return made;
}

}  // namespace cepol::core
