#include "interpreter/diff/details.hpp"

#include <algorithm>

#include "interpreter/diff/matching.hpp"
#include "interpreter/diff/text.hpp"

namespace cepol::diff {
namespace {

Span at(Span span, std::uint32_t offset) { return {span.source, offset, offset}; }

class Comparing {
 public:
  Comparing(const Both& both, EntityId before, EntityId after, bool english)
      : both_(both),
        english_(english),
        before_(both.names[before_side][before]),
        after_(both.names[after_side][after]),
        before_items_(items_of(both.names[before_side], before)),
        after_items_(items_of(both.names[after_side], after)) {}

  std::vector<Detail> made() {
    compare(before_items_, after_items_, {}, block_end(before_tree(), before_.node),
            block_end(after_tree(), after_.node));
    header_wording();
    if (details_.empty()) citations();
    if (whole_)
      for (Detail& detail : details_) detail.undo = {whole_undo()};
    return std::move(details_);
  }

 private:
  const Tree& before_tree() const { return *before_.tree; }
  const Tree& after_tree() const { return *after_.tree; }
  Edit whole_undo() const {
    return {after_tree().span(after_.node), as_after(both_, before_tree(), before_tree().span(before_.node))};
  }
  std::string in(const std::string& within, const std::string& part) const {
    if (within.empty() || part.empty()) return within + part;
    return within + (english_ ? ": " : "：") + part;
  }
  std::string part_label(const Item& item, const std::string& within) const {
    const bool of_source = item.part == Part::when && !within.empty();
    return in(within, label(of_source ? Part::conditions : item.part, item.name, english_));
  }
  std::string form(std::size_t side, const Item& item) const { return form_of(Normal{both_, side}, item); }

  // `before_end`, `after_end`: where what comes last in them stands.
  void compare(const std::vector<Item>& before, const std::vector<Item>& after, const std::string& within,
               Span before_end, Span after_end) {
    if (within.empty() && order_changed(before, after, before_end, after_end)) return;
    const auto matches = match(both_, before, after);
    for (const Match& one : matches) {
      if (one.before && one.after)
        changed(before[*one.before], after[*one.after], within);
      else if (one.after)
        added(after, *one.after, within, follower(before, matches, *one.after, true, before_end));
      else
        removed(before, *one.before, within, follower(after, matches, *one.before, false, after_end));
    }
  }

  // Of items whose order matters: one detail of all of them.
  bool order_changed(const std::vector<Item>& before, const std::vector<Item>& after, Span before_end, Span after_end) {
    const auto matches = match(both_, before, after);
    std::optional<std::size_t> last;
    Part moved{};
    bool changed_order = false;
    std::vector<std::pair<std::size_t, std::size_t>> kept;
    for (const Match& one : matches)
      if (one.before && one.after && before[*one.before].ordered && after[*one.after].ordered)
        kept.emplace_back(*one.after, *one.before);
    for (const auto& [a, b] : kept) {
      if (last && b < *last && after[a].part == before[*last].part) {
        changed_order = true;
        moved = after[a].part;
      }
      last = b;
    }
    if (!changed_order) return false;
    const bool alone = contiguous(before, moved) && contiguous(after, moved);
    std::vector<Item> others_before, others_after, moved_before, moved_after;
    auto moves = [&](const Item& item) { return item.part == moved && (item.ordered || !alone); };
    for (const Item& item : before) (moves(item) ? moved_before : others_before).push_back(item);
    for (const Item& item : after) (moves(item) ? moved_after : others_after).push_back(item);
    const Span one = block(moved_before), other = block(moved_after);
    Detail detail;
    detail.part = label(Part::order, {}, english_);
    detail.before = Said{names_of(moved_before), one};
    detail.after = Said{names_of(moved_after), other};
    detail.undo = {{other, as_after(both_, before_tree(), one)}};
    details_.push_back(std::move(detail));
    compare(others_before, others_after, {}, before_end, after_end);
    return true;
  }
  // Does nothing else stand between the items whose order matters?
  static bool contiguous(const std::vector<Item>& items, Part part) {
    std::size_t first = items.size(), last = 0, count = 0;
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (items[i].part != part || !items[i].ordered) continue;
      first = std::min(first, i);
      last = i;
      ++count;
    }
    return last - first + 1 == count;
  }
  static Span block(const std::vector<Item>& items) {
    Span span = items.front().tree->span(items.front().node);
    span.end = items.back().tree->span(items.back().node).end;
    return span;
  }
  std::string names_of(const std::vector<Item>& items) const {
    std::string text;
    for (const Item& item : items)
      text += (text.empty() ? "" : english_ ? "; " : "；") + (item.name.empty() ? shown(item) : item.name);
    return text;
  }

  void changed(const Item& before, const Item& after, const std::string& within) {
    const bool same = form(before_side, before) == form(after_side, after);
    if (before.part == Part::when && after.part == Part::when) return conditions(before, after, within);
    if (same) return wordings(*before.tree, before.node, *after.tree, after.node);
    if (!before.parts.empty() && !after.parts.empty()) {
      const std::size_t so_far = details_.size();
      compare(before.parts, after.parts, part_label(after, within), end_of(before), end_of(after));
      if (details_.size() > so_far) return;
    }
    if (before.part == Part::chosen) return default_moved(before, after, within);
    if (before.part == Part::column) return column_changed(before, after, within);
    Detail detail = told(before, after, within);
    detail.values = values_between(both_, before, after);
    detail.undo = {{after.tree->span(after.node), as_after(both_, *before.tree, before.tree->span(before.node))}};
    if (after.part == Part::outcomes || after.part == Part::parameters || after.part == Part::aliases ||
        after.part == Part::clauses)
      whole_ = true;
    details_.push_back(std::move(detail));
  }
  Detail told(const Item& before, const Item& after, const std::string& within) const {
    Detail detail;
    detail.part = part_label(after, within);
    detail.before = Said{shown(before), before.tree->span(before.node)};
    detail.after = Said{shown(after), after.tree->span(after.node)};
    return detail;
  }

  void default_moved(const Item& before, const Item& after, const std::string& within) {
    Detail detail = told(before, after, within);
    detail.values = values_between(both_, before, after);
    const EntityId again = both_.partner(before_side, before.entity);
    if (again.valid()) {
      const Tree& tree = *after.tree;
      const NodeId mark = tree.child(after.node, NodeKind::default_option);
      const Span other = tree.span(both_.names[after_side][again].node);
      detail.undo = {{tree.span(mark), ""}, {at(other, other.end), " " + std::string(tree.text_of(mark))}};
    } else {
      whole_ = true;
    }
    details_.push_back(std::move(detail));
  }

  // A column may share its type with others: A, B: text.
  static bool alone(const Item& column) { return column.tree->children_of(column.node, NodeKind::name).size() == 1; }
  std::string column_text(const Item& before) const {
    const Tree& tree = *before.tree;
    if (alone(before)) return as_after(both_, tree, tree.span(before.node));
    const Span first = tree.span(before.said.front());
    return as_after(both_, tree, before_name(before)) + ": " +
           as_after(both_, tree, {first.source, first.begin, tree.span(before.node).end});
  }
  Span before_name(const Item& column) const { return both_.names[before_side][column.entity].declared; }
  // Taken out of the names that share its type, with the comma that joins it to those that stay.
  Edit without_column(const Item& after) {
    const Tree& tree = *after.tree;
    if (alone(after)) return {tree.span(after.node), ""};
    const auto names = tree.children_of(after.node, NodeKind::name);
    std::size_t kept = names.size(), own = 0;
    for (std::size_t i = names.size(); i-- > 0;) {
      for (const Item& item : after_items_) {
        if (item.node != after.node || declared(item) != tree.span(names[i])) continue;
        if (!differs(item)) kept = i;
        if (item.entity == after.entity) own = i;
      }
    }
    whole_ = whole_ || kept == names.size();
    const Span span = tree.span(names[own]);
    if (own > kept) return {{span.source, tree.span(names[own - 1]).end, span.end}, ""};
    return {with_comma(tree, span), ""};
  }
  Span declared(const Item& after) const { return both_.names[after_side][after.entity].declared; }
  bool differs(const Item& after) const {
    for (const Item& before : before_items_)
      if (before.part == Part::column && both_.partner(before_side, before.entity) == after.entity)
        return form(before_side, before) != form(after_side, after);
    return true;
  }
  void column_changed(const Item& before, const Item& after, const std::string& within) {
    Detail detail = told(before, after, within);
    detail.values = values_between(both_, before, after);
    const Span span = after.tree->span(after.node);
    if (alone(after))
      detail.undo = {{span, column_text(before)}};
    else
      detail.undo = {without_column(after), {at(span, span.end), "\n" + column_text(before)}};
    details_.push_back(std::move(detail));
  }

  void added(const std::vector<Item>& after, std::size_t index, const std::string& within, Span place) {
    const Item& item = after[index];
    Detail detail;
    detail.part = part_label(item, within);
    detail.after = Said{shown(item), item.tree->span(item.node)};
    detail.place = place;
    detail.undo = {{with_comma(*item.tree, item.tree->span(item.node)), ""}};
    if (item.part == Part::column) detail.undo = {without_column(item)};
    whole_ = whole_ || item.header || item.part == Part::chosen;
    details_.push_back(std::move(detail));
  }
  void removed(const std::vector<Item>& before, std::size_t index, const std::string& within, Span place) {
    const Item& item = before[index];
    Detail detail;
    detail.part = part_label(item, within);
    detail.before = Said{shown(item), item.tree->span(item.node)};
    detail.place = place;
    const std::string text = item.part == Part::column
                                 ? column_text(item)
                                 : as_after(both_, *item.tree, with_comma(*item.tree, item.tree->span(item.node)));
    detail.undo = {{place, "\n" + text + "\n"}};
    whole_ = whole_ || item.header || item.part == Part::chosen;
    details_.push_back(std::move(detail));
  }
  // Where an item of the one side would stand in the other: before what follows it, else at the end.
  static Span follower(const std::vector<Item>& items, const std::vector<Match>& matches, std::size_t index,
                       bool of_after, Span end) {
    auto own = [&](const Match& one) { return of_after ? one.after : one.before; };
    auto found = std::find_if(matches.begin(), matches.end(), [&](const Match& one) { return own(one) == index; });
    for (; found != matches.end(); ++found) {
      const auto other = of_after ? found->before : found->after;
      if (!other || !own(*found) || items[*other].header) continue;
      const Span span = items[*other].tree->span(items[*other].node);
      return at(span, span.begin);
    }
    return end;
  }
  static Span end_of(const Item& item) {
    const Span span = item.tree->span(item.node);
    return at(span, span.end);
  }
  static Span block_end(const Tree& tree, NodeId declaration) {
    const Span whole = tree.span(declaration);
    const std::string_view text = tree.text_of(whole);
    return at(whole, whole.end - (text.ends_with("｝") ? 3 : text.ends_with("}") ? 1 : 0));
  }

  // ---- conditions: each of those joined by `and` is a part of its own
  void conditions(const Item& before, const Item& after, const std::string& within) {
    const bool short_label = after.header;  // of a case, of a must: told by it alone
    const std::string part = short_label ? within : part_label(after, within);
    const auto one = one_by_one(before_side, before), other = one_by_one(after_side, after);
    std::vector<Match> matches;
    if (!one.empty() && !other.empty()) matches = match(one, other);
    const bool any = std::any_of(matches.begin(), matches.end(), [](const Match& m) { return m.before && m.after; });
    if (!any) return conditions_as_one(before, after, part);
    const auto b = nodes(before), a = nodes(after);
    std::vector<std::optional<std::size_t>> of_before(b.size()), of_after(a.size());
    for (const Match& m : matches)
      if (m.before && m.after) {
        of_before[*m.before] = m.after;
        of_after[*m.after] = m.before;
      }
    for (const Match& m : matches) {
      Detail detail;
      detail.part = part;
      if (m.before && m.after) {
        if (one[*m.before].form == other[*m.after].form) {
          wordings(*before.tree, b[*m.before], *after.tree, a[*m.after]);
          continue;
        }
        const Span old = before.tree->span(b[*m.before]), now = after.tree->span(a[*m.after]);
        detail.before = Said{shown(*before.tree, old), old};
        detail.after = Said{shown(*after.tree, now), now};
        detail.values = values_between(both_, *before.tree, before.tree->first(b[*m.before]), *after.tree,
                                       after.tree->first(a[*m.after]), before, after);
        detail.undo = {{now, as_after(both_, *before.tree, old)}};
      } else if (m.after) {
        const Span now = after.tree->span(a[*m.after]);
        detail.after = Said{shown(*after.tree, now), now};
        detail.undo = {{linked(*after.tree, a, *m.after, of_after), ""}};
        detail.place = beside(*before.tree, b, of_before, *m.after, of_after);
      } else {
        const Span old = before.tree->span(b[*m.before]);
        detail.before = Said{shown(*before.tree, old), old};
        detail.place = beside(*after.tree, a, of_after, *m.before, of_before);
        detail.undo = {{detail.place, as_after(both_, *before.tree, linked(*before.tree, b, *m.before, of_before))}};
      }
      details_.push_back(std::move(detail));
    }
  }
  void conditions_as_one(const Item& before, const Item& after, const std::string& part) {
    if (form(before_side, before) == form(after_side, after))
      return wordings(*before.tree, before.node, *after.tree, after.node);
    Detail detail = told(before, after, {});
    detail.part = part;
    detail.values = values_between(both_, *before.tree, before.node, *after.tree, after.node, before, after);
    detail.undo = {{after.tree->span(after.node), as_after(both_, *before.tree, before.tree->span(before.node))}};
    details_.push_back(std::move(detail));
  }
  static std::vector<NodeId> nodes(const Item& when) { return when.tree->children_of(when.node, NodeKind::condition); }
  // Empty where they are joined by `or`.
  std::vector<Told_by_form> one_by_one(std::size_t side, const Item& when) const {
    std::vector<Told_by_form> list;
    const Tree& tree = *when.tree;
    if (tree[when.node].keyword != Keyword::and_) return list;
    Normal normal{both_, side}, shape{both_, side};
    shape.blank = true;
    for (NodeId condition : nodes(when))
      list.push_back({{}, normal.of(tree, condition, when.locals), shape.of(tree, condition, when.locals)});
    return list;
  }
  using Partners = std::vector<std::optional<std::size_t>>;
  static std::size_t first_kept(const Partners& partners) {
    return static_cast<std::size_t>(
        std::find_if(partners.begin(), partners.end(), [](const auto& one) { return one.has_value(); }) -
        partners.begin());
  }
  // A condition with the `and` that joins it to those that stay.
  static Span linked(const Tree& tree, const std::vector<NodeId>& list, std::size_t index, const Partners& partners) {
    const Span own = tree.span(list[index]);
    if (index < first_kept(partners)) return {own.source, own.begin, tree.span(list[index + 1]).begin};
    return {own.source, tree.span(list[index - 1]).end, own.end};
  }
  // Where such a one goes in the other list: before the first that stays, or behind it.
  static Span beside(const Tree& tree, const std::vector<NodeId>& list, const Partners& own, std::size_t index,
                     const Partners& partners) {
    (void)own;
    const std::size_t kept = first_kept(partners);
    const Span span = tree.span(list[*partners[kept]]);
    return index < kept ? at(span, span.begin) : at(span, span.end);
  }

  // ---- what only words a rule, and what it cites
  void wordings(const Tree& one, NodeId before, const Tree& other, NodeId after) {
    const auto b = wordings_in(one, before), a = wordings_in(other, after);
    if (b.size() == a.size()) {
      for (std::size_t i = 0; i < b.size(); ++i) reworded(one, b[i], other, a[i]);
      return;
    }
    Detail detail;
    detail.part = label(Part::wording, {}, english_);
    auto said = [](const Tree& tree, const std::vector<NodeId>& list, NodeId whole) -> std::optional<Said> {
      if (list.empty()) return std::nullopt;
      std::string text;
      for (NodeId string : list) text += (text.empty() ? "" : " / ") + tree.string_text(string);
      return Said{text, tree.span(whole)};
    };
    detail.before = said(one, b, before);
    detail.after = said(other, a, after);
    detail.place = at(other.span(after), other.span(after).end);
    detail.undo = {{other.span(after), as_after(both_, one, one.span(before))}};
    wordings_.push_back(std::move(detail));
  }
  void reworded(const Tree& one, NodeId before, const Tree& other, NodeId after) {
    if (one.string_text(before) == other.string_text(after)) return;
    Detail detail;
    detail.part = label(Part::wording, {}, english_);
    detail.before = Said{one.string_text(before), one.span(before)};
    detail.after = Said{other.string_text(after), other.span(after)};
    detail.undo = {{other.span(after), std::string(one.text_of(before))}};
    wordings_.push_back(std::move(detail));
  }
  void header_wording() {
    auto own = [](const Entity& entity) {
      NodeId found;
      for (NodeId child : entity.tree->children(entity.node))
        if (is_wording(*entity.tree, entity.node, child)) found = child;
      return found;
    };
    const NodeId b = own(before_), a = own(after_);
    if (b.valid() && a.valid()) {
      reworded(before_tree(), b, after_tree(), a);
    } else if (b.valid() || a.valid()) {
      Detail detail;
      detail.part = label(Part::wording, {}, english_);
      if (b.valid()) detail.before = Said{before_tree().string_text(b), before_tree().span(b)};
      if (a.valid()) detail.after = Said{after_tree().string_text(a), after_tree().span(a)};
      if (a.valid())
        detail.undo = {{after_tree().span(a), ""}};
      else
        whole_ = true;
      wordings_.push_back(std::move(detail));
    }
    details_.insert(details_.end(), wordings_.begin(), wordings_.end());
  }
  void citations() {
    if (before_.subject == Subject::clause) return;
    auto sorted = [](const Entity& entity) {
      auto paths = clauses_in(*entity.tree, entity.node);
      std::sort(paths.begin(), paths.end());
      return paths;
    };
    if (sorted(before_) == sorted(after_)) return;
    auto said = [](const Entity& entity) -> std::optional<Said> {
      std::string text;
      for (const std::string& path : clauses_in(*entity.tree, entity.node)) text += (text.empty() ? "§" : ", §") + path;
      if (text.empty()) return std::nullopt;
      const auto list = citations_in(*entity.tree, entity.node);
      return Said{text, list.size() == 1 ? entity.tree->span(list.front()) : entity.tree->span(entity.node)};
    };
    Detail detail;
    detail.part = label(Part::cites, {}, english_);
    detail.before = said(before_);
    detail.after = said(after_);
    details_.push_back(std::move(detail));
  }

  const Both& both_;
  bool english_;
  const Entity &before_, &after_;
  std::vector<Item> before_items_, after_items_;
  std::vector<Detail> details_, wordings_;
  bool whole_ = false;  // a part of the head differs that cannot be swapped by itself
};

}  // namespace

std::vector<Detail> details_of(const Both& both, EntityId before, EntityId after, bool english) {
  return Comparing(both, before, after, english).made();
}

}  // namespace cepol::diff
