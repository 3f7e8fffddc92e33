// Comparing texts of which some are not known. The texts that a blank may have are cut, as comparisons ask, into single
// texts and "any but these" (TextSet); case_splitter.hpp says which are tried.
#include <algorithm>

#include "interpreter/reference/set_evaluator.hpp"

namespace cepol::reference {

using namespace core;

namespace {

bool is_in(std::string_view part, std::string_view text) { return text.find(part) != std::string_view::npos; }

bool excludes(const TextSet* set, std::string_view text) {
  if (set == nullptr) return false;
  auto has = [&](const std::vector<std::string_view>& list, auto&& test) {
    return std::any_of(list.begin(), list.end(), test);
  };
  return has(set->not_equal, [&](std::string_view one) { return one == text; }) ||
         has(set->holds, [&](std::string_view one) { return !is_in(one, text); }) ||
         has(set->lacks, [&](std::string_view one) { return is_in(one, text); });
}

constexpr Truth open_truth{true, true, 0}, yes_truth{true, false, 0}, no_truth{false, true, 0};

}  // namespace

Truth SetEvaluator::compare_texts(const ValueSet& a, const ValueSet& b) {
  if (!a.any && !b.any) return a.text == b.text ? yes_truth : no_truth;
  auto set_of = [&](const ValueSet& value) {
    return value.any && value.origin != 0 ? texts_[(value.origin - 1) >> 1] : nullptr;
  };
  if (a.any && b.any) {
    if (a.origin == 0 || b.origin == 0) return open_truth;
    if (a.origin == b.origin) return yes_truth;
    // Two blanks: the older one is cut off its own fresh text; what is left of it equals no other blank (that they are
    // equal is tried with the fresh text).
    const ValueSet& older = a.origin < b.origin ? a : b;
    const std::string& fresh = blanks_[(older.origin - 1) >> 1].fresh;
    if (excludes(set_of(older), fresh)) return no_truth;
    hint(older.origin, {Hint::Sort::equal_text, {}, {}, fresh});
    return open_truth;
  }
  const ValueSet& open = a.any ? a : b;
  const ValueSet& known = a.any ? b : a;
  if (excludes(set_of(open), known.text)) return no_truth;
  hint(open.origin, {Hint::Sort::equal_text, {}, {}, known.text});
  return open_truth;
}

Truth SetEvaluator::contains(const Contains& term) {
  ValueSet left, right;
  const ValueSet& text = operand(term.text, left);
  if (fails(text)) return {false, false, text.failure};
  const ValueSet& part = operand(term.part, right);
  if (fails(part)) return {false, false, join_failures(text.failure, part.failure)};
  Truth result;
  auto set_of = [&](const ValueSet& value) { return value.origin != 0 ? texts_[(value.origin - 1) >> 1] : nullptr; };
  if (text.some && part.some) {
    if (!text.any && !part.any) {
      result = is_in(part.text, text.text) ? yes_truth : no_truth;
    } else if (!part.any) {
      const TextSet* set = set_of(text);
      auto some = [&](const std::vector<std::string_view>& list, auto&& test) {
        return std::any_of(list.begin(), list.end(), test);
      };
      if (part.text.empty() ||
          (set != nullptr && some(set->holds, [&](std::string_view one) { return is_in(part.text, one); }))) {
        result = yes_truth;
      } else if (set != nullptr && some(set->lacks, [&](std::string_view one) { return is_in(one, part.text); })) {
        result = no_truth;
      } else {
        hint(text.origin, {Hint::Sort::holds_text, {}, {}, part.text});
        result = open_truth;
      }
    } else if (text.any && text.origin != 0 && text.origin == part.origin) {
      result = yes_truth;
    } else {
      // A part that is not known: it is the text, or (between two blanks) its own fresh text, or nowhere in it.
      const std::string_view with =
          text.any ? (part.origin != 0 ? std::string_view(blanks_[(part.origin - 1) >> 1].fresh) : std::string_view())
                   : text.text;
      if (part.origin != 0 && excludes(set_of(part), with)) {
        result = no_truth;
      } else {
        hint(part.origin, {Hint::Sort::equal_text, {}, {}, with});
        result = open_truth;
      }
    }
  }
  result.no |= text.none || part.none;
  if (result.yes && result.no) note(text, part);
  result.failure = join_failures(text.failure, part.failure);
  return result;
}

}  // namespace cepol::reference
