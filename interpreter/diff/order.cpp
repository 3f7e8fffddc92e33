// DeclarationDiff, changes of an order that has a meaning; and how an order is undone together with other changes.
#include <algorithm>
#include <numeric>
#include <tuple>

#include "interpreter/diff/declaration_diff.hpp"

namespace cepol::diff {
namespace {

// Indices of the longest subsequence that ascends: the parts that stayed; the fewest others moved.
std::vector<bool> in_longest_run(const std::vector<std::size_t>& order) {
  std::vector<std::size_t> length(order.size(), 1), previous(order.size(), SIZE_MAX);
  std::size_t best = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j)
      if (order[j] < order[i] && length[j] + 1 > length[i]) {
        length[i] = length[j] + 1;
        previous[i] = j;
      }
    if (length[i] > length[best]) best = i;
  }
  std::vector<bool> stays(order.size(), false);
  for (std::size_t at = order.empty() ? SIZE_MAX : best; at != SIZE_MAX; at = previous[at]) stays[at] = true;
  return stays;
}

std::string applied(const std::string& text, Span place, std::vector<Edit> edits) {
  std::stable_sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) {
    return std::pair(a.span.begin, a.span.end) < std::pair(b.span.begin, b.span.end);
  });
  std::string made;
  std::uint32_t at = place.begin;
  for (const Edit& edit : edits) {
    if (edit.span.begin > at) made += text.substr(at, edit.span.begin - at);
    made += edit.text;
    at = std::max(at, edit.span.end);
  }
  return made + text.substr(at, place.end - at);
}

}  // namespace

std::vector<Edit> reordered(const Sources& sources, std::vector<Edit> edits,
                            const std::vector<Reordering>& reorderings) {
  for (const Reordering& one : reorderings) {
    std::vector<std::string> contents;
    for (const Span& place : one.places) {
      std::vector<Edit> within;
      for (const Edit& edit : edits)
        if (edit.span.source == place.source && edit.span.begin >= place.begin && edit.span.end <= place.end)
          within.push_back(edit);
      std::erase_if(edits, [&](const Edit& edit) {
        return edit.span.source == place.source && edit.span.begin >= place.begin && edit.span.end <= place.end;
      });
      contents.push_back(applied(sources[place.source].text, place, std::move(within)));
    }
    for (std::size_t i = 0; i < one.places.size(); ++i) edits.push_back({one.places[i], contents[one.old_order[i]]});
  }
  return edits;
}

void DeclarationDiff::order(const Parts& before, const Parts& after, const std::vector<Match>& matches) {
  for (std::size_t kind = 0; kind <= static_cast<std::size_t>(PartKind::language); ++kind) {
    std::vector<std::size_t> olds, news;  // in the new order
    bool in_order = true;                 // also on the new side
    for (const Match& one : matches) {
      if (!one.before || !one.after) continue;
      const DeclarationPart &b = before[*one.before], &a = after[*one.after];
      if (a.kind != static_cast<PartKind>(kind) || !b.ordered) continue;
      in_order = in_order && a.ordered;
      olds.push_back(*one.before);
      news.push_back(*one.after);
    }
    if (std::is_sorted(olds.begin(), olds.end())) continue;
    std::vector<std::size_t> in_old_order(olds.size());
    std::iota(in_old_order.begin(), in_old_order.end(), std::size_t{0});
    std::sort(in_old_order.begin(), in_old_order.end(),
              [&](std::size_t x, std::size_t y) { return olds[x] < olds[y]; });
    Detail detail;
    Reordering undo;
    std::string then, now;
    const auto name = [&](const DeclarationPart& part) { return part.name.empty() ? shown(part) : part.name; };
    const auto add = [&](std::string& list, const std::string& one) {
      list += (list.empty() ? "" : english_ ? "; " : "；") + one;
    };
    for (std::size_t i = 0; i < news.size(); ++i) {
      undo.places.push_back(after[news[i]].tree->span(after[news[i]].node));
      add(now, name(after[news[i]]));
      add(then, name(before[olds[in_old_order[i]]]));
    }
    undo.old_order = in_old_order;
    if (!in_order) {
      first_fit_order_ = std::move(undo);
      continue;
    }
    detail.part = label(PartKind::order, {}, english_) + (english_ ? ": " : "：");
    const std::vector<bool> stays = in_longest_run(olds);
    bool first = true;
    for (std::size_t i = 0; i < news.size(); ++i) {
      if (stays[i]) continue;
      const std::string moved = name(after[news[i]]), behind = i == 0 ? std::string() : name(after[news[i - 1]]);
      if (!first) detail.part += english_ ? "; " : "；";
      first = false;
      if (english_)
        detail.part += "“" + moved + "” moved " + (i == 0 ? "to the front" : "behind “" + behind + "”");
      else
        detail.part += "“" + moved + "”移到" + (i == 0 ? "最前" : "“" + behind + "”之后");
    }
    detail.before = Excerpt{then, before_tree().span(before_.node)};
    detail.after = Excerpt{now, after_tree().span(after_.node)};
    detail.order = std::move(undo);
    details_.push_back(std::move(detail));
  }
}

}  // namespace cepol::diff
