// Comparisons of texts of which some are not known. The texts that a blank may have are split, as comparisons need it,
// into single texts and "any but these" (TextConstraints); case_splitter.hpp says which.
#include <algorithm>

#include "interpreter/reference/set_operations.hpp"

namespace cepol::reference {

using namespace core;

namespace {

bool is_within(std::string_view part, std::string_view text) { return text.find(part) != std::string_view::npos; }

template <class Test>
bool any_of(const std::vector<std::string_view>& texts, Test&& test) {
  return std::any_of(texts.begin(), texts.end(), test);
}

// nullptr: nothing is excluded.
bool excludes(const TextConstraints* constraints, std::string_view text) {
  if (constraints == nullptr) return false;
  return any_of(constraints->not_equal, [&](std::string_view one) { return one == text; }) ||
         any_of(constraints->contained, [&](std::string_view one) { return !is_within(one, text); }) ||
         any_of(constraints->not_contained, [&](std::string_view one) { return is_within(one, text); });
}

// A text that is not known, and a part that is.
TruthSet contains_known(const TextConstraints* text, std::string_view part) {
  if (part.empty()) return {true, false, 0};
  if (text == nullptr) return {true, true, 0};
  if (any_of(text->contained, [&](std::string_view one) { return is_within(part, one); })) return {true, false, 0};
  if (any_of(text->not_contained, [&](std::string_view one) { return is_within(one, part); })) return {false, true, 0};
  return {true, true, 0};
}

constexpr TruthSet open_truth{true, true, 0}, yes_truth{true, false, 0}, no_truth{false, true, 0};

}  // namespace

const TextConstraints* SetOperations::constraints_of(const TrackedSet& text) const {
  return text.text().any && text.source != Source::several ? constraints_[text.blank] : nullptr;
}

// A listed cell is no other blank's fresh text: it is split first.
bool SetOperations::split_into_candidates(const TrackedSet& text) {
  if (!text.text().any || text.source == Source::several || blanks_[text.blank].candidates.empty()) return false;
  suggest_split(text, {SplitPoint::By::equal_text, {}, {}, {}});
  return true;
}

TruthSet SetOperations::compare_texts(const TrackedSet& a, const TrackedSet& b) {
  if (!a.text().any && !b.text().any) return a.text().text == b.text().text ? yes_truth : no_truth;
  if (a.text().any && b.text().any) {
    if (a.source == Source::several || b.source == Source::several) return open_truth;
    if (a.blank == b.blank) return yes_truth;
    if (split_into_candidates(a) || split_into_candidates(b)) return open_truth;
    // Two blanks: the older one is split at its own fresh text. The rest of it equals no other blank; that the two are
    // equal is tried with the fresh text.
    const TrackedSet& older = a.blank < b.blank ? a : b;
    const std::string& fresh = blanks_[older.blank].fresh;
    if (excludes(constraints_of(older), fresh)) return no_truth;
    suggest_split(older, {SplitPoint::By::equal_text, {}, {}, fresh});
    return open_truth;
  }
  const TrackedSet& open = a.text().any ? a : b;
  const std::string_view known = a.text().any ? b.text().text : a.text().text;
  if (excludes(constraints_of(open), known)) return no_truth;
  suggest_split(open, {SplitPoint::By::equal_text, {}, {}, known});
  return open_truth;
}

// Both have ordinary values, at least one of them is not known.
TruthSet SetOperations::contains_open(const TrackedSet& text, const TrackedSet& part) {
  if (!part.text().any) {
    const TruthSet result = contains_known(constraints_of(text), part.text().text);
    if (result.yes && result.no) suggest_split(text, {SplitPoint::By::contained_text, {}, {}, part.text().text});
    return result;
  }
  if (text.text().any && text.source != Source::several && part.source != Source::several && text.blank == part.blank)
    return yes_truth;
  if (split_into_candidates(text) || split_into_candidates(part)) return open_truth;
  // A part that is not known: it is the whole text, or (between two blanks) its own fresh text, or not in the text.
  std::string_view equal_to = text.text().text;
  if (text.text().any)
    equal_to = part.source != Source::several ? std::string_view(blanks_[part.blank].fresh) : std::string_view();
  if (excludes(constraints_of(part), equal_to)) return no_truth;
  suggest_split(part, {SplitPoint::By::equal_text, {}, {}, equal_to});
  return open_truth;
}

TruthSet SetOperations::contains_text(const TrackedSet& text, const TrackedSet& part) {
  TruthSet result;
  if (text.some && part.some) {
    if (!text.text().any && !part.text().any)
      result = is_within(part.text().text, text.text().text) ? yes_truth : no_truth;
    else
      result = contains_open(text, part);
  }
  result.no |= text.none || part.none;
  if (result.yes && result.no) note_open(text, part);
  result.failure = join_failures(text.failure, part.failure);
  return result;
}

}  // namespace cepol::reference
