// PolicyVariants: applies the undoing edits to the new text, checks and lowers it, and caches the program by set of
// units. ReadingVariants: the same program with other options of readings.
#include "interpreter/diff/variants.hpp"

#include <algorithm>

#include "interpreter/diff/same_data.hpp"
#include "lang/core/digest.hpp"

namespace cepol::diff {

namespace {

constexpr std::size_t most_variants = 600;  // for one comparison; beyond that no further set is tried

bool overlap(const Edit& a, const Edit& b) {
  return a.span.source == b.span.source && std::max(a.span.begin, b.span.begin) < std::min(a.span.end, b.span.end);
}

bool same_edits(const std::vector<Edit>& a, const std::vector<Edit>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Edit& x, const Edit& y) { return x.span == y.span && x.text == y.text; });
}

bool decides_nothing(Subject subject) { return subject == Subject::clause || subject == Subject::roster; }

// The units of all changes: their details, if these can be undone one by one.
std::vector<Unit> units_of(const Structure& structure) {
  std::vector<Unit> units;
  for (std::size_t c = 0; c < structure.changes.size(); ++c) {
    const Change& change = structure.changes[c];
    if (decides_nothing(change.subject)) continue;
    if (change.subject == Subject::policy) {  // of the header, only what decides how data are read
      for (std::size_t d = 0; d < change.details.size(); ++d)
        if (change.details[d].reads_data) units.push_back({c, d, change.details[d].undo});
      continue;
    }
    // The options of a reading can only be undone together.
    const bool one_by_one =
        change.kind == ChangeKind::changed && change.subject != Subject::reading && change.details.size() > 1 &&
        std::all_of(change.details.begin(), change.details.end(),
                    [](const Detail& detail) { return !detail.undo.empty() || detail.beside || detail.order; }) &&
        !same_edits(change.details[0].undo, change.details[1].undo);
    if (!one_by_one) {
      units.push_back({c, change.details.size() == 1 ? std::optional<std::size_t>(0) : std::nullopt,
                       !change.undo.empty() || change.details.empty() ? change.undo : change.details.front().undo});
      for (const Detail& detail : change.details)
        if (detail.beside) units.back().beside = detail.beside;
      continue;
    }
    for (std::size_t d = 0; d < change.details.size(); ++d)
      units.push_back({c, d, change.details[d].undo, change.details[d].beside, change.details[d].order});
  }
  return units;
}

}  // namespace

std::vector<std::pair<std::size_t, std::optional<std::size_t>>> unit_parts(const Structure& structure) {
  std::vector<std::pair<std::size_t, std::optional<std::size_t>>> parts;
  for (const Unit& unit : units_of(structure)) parts.emplace_back(unit.change, unit.detail);
  return parts;
}

std::optional<core::Program> with_other_names(const core::Program& program, const Structure& structure, bool is_new) {
  core::Program named = program;
  bool any = false;
  for (const Rename& rename : structure.renames) {
    const std::string &own = is_new ? rename.new_name : rename.old_name,
                      &other = is_new ? rename.old_name : rename.new_name;
    const auto take = [&](std::string& name) {
      if (name != own) return;
      name = other;
      any = true;
    };
    if (rename.member) {
      for (core::Enumeration& one : named.enumerations.nodes) {
        if (std::find(one.members.begin(), one.members.end(), other) != one.members.end()) continue;
        for (std::string& member : one.members) take(member);
      }
      continue;
    }
    if (rename.subject != Subject::record) continue;
    for (std::uint32_t t = 0; t < named.tables.size(); ++t) {
      core::RecordTable& table = named.tables.nodes[t];
      if (rename.of.empty()) {
        take(table.name);
      } else if (rename.of == program.tables.nodes[t].name || rename.of == table.name) {
        for (core::Column& column : table.columns) take(column.name);
      }
    }
  }
  return any ? std::optional(std::move(named)) : std::nullopt;
}

NewNames new_names(const Structure& structure) {
  const auto renamed = [&structure](const std::string& of, const std::string& name, bool record) {
    for (const Rename& rename : structure.renames)
      if (rename.old_name == name && rename.of == of && (rename.subject == Subject::record) == record)
        return rename.new_name;
    return name;
  };
  return {[renamed](const std::string& table) { return renamed("", table, true); },
          [renamed](const std::string& table, const std::string& name) { return renamed(table, name, false); },
          [renamed](const std::string& decision, const std::string& name) { return renamed(decision, name, false); }};
}

PolicyVariants::PolicyVariants(const EvaluationInput& before, const Side& after, const EvaluationInput& input,
                               const Structure& structure, const std::vector<Pair>& pairs,
                               std::function<data::Dataset(const core::Program&)> read)
    : before_(before),
      after_(after),
      input_(input),
      pairs_(pairs),
      names_(new_names(structure)),
      read_(std::move(read)),
      units_(units_of(structure)),
      rewritten_(structure.rewritten) {
  const syntax::Tree& tree = after_.modules->back().parsed->tree;
  for (syntax::NodeId node : tree.children(tree.root))
    if (tree.kind(node) == syntax::NodeKind::example || tree.kind(node) == syntax::NodeKind::inert ||
        tree.kind(node) == syntax::NodeKind::known)
      left_out_.push_back({tree.span(node), ""});
  const auto functions = core::digests_of(*input_.program, input_.options.readings);
  for (const Pair& pair : pairs_) digests_.push_back(pair_digests(*input_.program, functions, pair, false));
}

const Variants::Variant* PolicyVariants::without(const std::vector<std::size_t>& units) {
  const std::scoped_lock held(lock_);
  auto known = cache_.find(units);
  if (known == cache_.end()) {
    if (cache_.size() >= most_variants) return nullptr;
    auto made = units.size() == units_.size() ? old_policy() : make(units);
    known = cache_.emplace(units, std::make_unique<CachedVariant>(std::move(made))).first;
  }
  return known->second->good ? &known->second->variant : nullptr;
}

// What is only written otherwise may use a definition that one of the units adds: then it is written as before.
std::unique_ptr<core::Program> PolicyVariants::program_without(const std::vector<std::size_t>& units) const {
  auto program = edited(units, false);
  return program || rewritten_.empty() ? std::move(program) : edited(units, true);
}

std::unique_ptr<core::Program> PolicyVariants::edited(const std::vector<std::size_t>& units, bool with_rewrites) const {
  std::vector<Edit> edits;
  std::vector<Reordering> reorderings;
  for (std::size_t unit : units) edits.insert(edits.end(), units_[unit].undo.begin(), units_[unit].undo.end());
  if (with_rewrites)
    for (const Structure::Rewrite& one : rewritten_) {
      edits.insert(edits.end(), one.undo.begin(), one.undo.end());
      reorderings.insert(reorderings.end(), one.orders.begin(), one.orders.end());
    }
  std::vector<Edit> distinct;
  for (const Edit& edit : edits)
    if (std::none_of(distinct.begin(), distinct.end(),
                     [&](const Edit& other) { return other.span == edit.span && other.text == edit.text; }))
      distinct.push_back(edit);
  for (std::size_t unit : units)
    if (units_[unit].order) reorderings.push_back(*units_[unit].order);
  edits = reordered(*after_.sources, std::move(distinct), reorderings);
  for (std::size_t i = 0; i < edits.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (overlap(edits[i], edits[j])) return nullptr;
  for (const Edit& removal : left_out_)
    if (std::none_of(edits.begin(), edits.end(), [&](const Edit& edit) { return overlap(edit, removal); }))
      edits.push_back(removal);
  std::stable_sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) {
    return std::tuple(a.span.source.index, a.span.begin, a.span.end) <
           std::tuple(b.span.source.index, b.span.begin, b.span.end);
  });
  const auto edited = check::check_edited(after_, edits);
  if (edited == nullptr) return nullptr;
  auto program = std::make_unique<core::Program>(std::move(edited->checked.program));
  for (std::size_t unit : units)
    for (core::RecordTable& table : program->tables.nodes)
      if (const auto& beside = units_[unit].beside; beside && beside->table == table.name && !table.beside.empty())
        table.beside_text = beside->text;
  return program;
}

PolicyVariants::CachedVariant PolicyVariants::make(const std::vector<std::size_t>& units) const {
  CachedVariant cached;
  cached.program = program_without(units);
  if (!cached.program) return cached;
  cached.good = true;
  Variant& variant = cached.variant;
  variant.input.program = cached.program.get();
  variant.input.engine = input_.engine;
  variant.input.options.search_bound = input_.options.search_bound;
  variant.reads_anew = !same_data(*cached.program, *input_.program);
  if (!variant.reads_anew) variant.input.data = input_.data;
  choose_readings(cached);
  find_decisions(cached);
  return cached;
}

// All changes undone: the old policy itself.
PolicyVariants::CachedVariant PolicyVariants::old_policy() const {
  CachedVariant cached;
  cached.good = true;
  cached.variant.input = before_;
  for (const Pair& pair : pairs_) {
    Pair same = pair;
    same.after_table = pair.before_table;
    same.after = pair.before;
    for (core::Member m = 0; m < same.member.size(); ++m) same.member[m] = m;
    for (FigurePair& figure : same.figures) figure.after = figure.before;
    cached.variant.pairs.emplace_back(std::move(same));
    cached.variant.as_new.emplace_back(1 + pair.figures.size(), false);
  }
  find_rows(cached.variant);
  return cached;
}

// The chosen options of readings that the variant still has; else the defaults.
void PolicyVariants::choose_readings(CachedVariant& cached) const {
  for (const core::Reading& reading : cached.program->readings.nodes) {
    core::Member option = reading.default_option;
    for (std::size_t i = 0; i < input_.program->readings.size() && i < input_.options.readings.size(); ++i) {
      const core::Reading& chosen = input_.program->readings.nodes[i];
      const core::Member member = input_.options.readings[i];
      if (chosen.name != reading.name || member == chosen.default_option) continue;
      for (core::Member m = 0; m < reading.options.size(); ++m)
        if (reading.options[m].name == chosen.options[member].name) option = m;
    }
    cached.variant.input.options.readings.push_back(option);
  }
}

void PolicyVariants::find_decisions(CachedVariant& cached) const {
  const core::Program &program = *cached.program, &after = *input_.program;
  const auto functions = core::digests_of(program, cached.variant.input.options.readings);
  for (std::size_t p = 0; p < pairs_.size(); ++p) {
    const core::Decision& wanted = after.decisions[pairs_[p].after];
    auto pair =
        pair_in(*before_.program, pairs_[p].before, program, after.tables[wanted.table].name, wanted.name, names_);
    auto& as_new = cached.variant.as_new.emplace_back(digests_[p].size(), false);
    if (pair && !cached.variant.reads_anew) {
      const auto digests = pair_digests(program, functions, *pair, false);
      as_new.front() = pair->member == pairs_[p].member && digests.front() == digests_[p].front();
      for (std::size_t f = 0; f < pairs_[p].figures.size(); ++f)
        if (const auto same = figure_in(*pair, pairs_[p].figures[f]))
          as_new[1 + f] = digests[1 + *same] == digests_[p][1 + f];
    }
    cached.variant.pairs.push_back(std::move(pair));
  }
}

const Variants::Variant& PolicyVariants::read(const Variant& variant) {
  const std::scoped_lock held(lock_);
  auto& one = const_cast<Variant&>(variant);
  if (one.input.data != nullptr) return variant;
  one.input.data = data_of(*one.input.program);
  find_rows(one);
  return variant;
}

const data::Dataset* PolicyVariants::data_of(const core::Program& program) {
  for (const auto& [known, data] : datasets_)
    if (same_data(*known, program)) return data.get();
  datasets_.emplace_back(&program, std::make_unique<data::Dataset>(read_(program)));
  return datasets_.back().second.get();
}

void PolicyVariants::use(const EvaluationInput& before, const EvaluationInput& after,
                         std::function<data::Dataset(const core::Program&)> read) {
  const bool other_readings =
      before.options.readings != before_.options.readings || after.options.readings != input_.options.readings;
  before_ = before;
  input_ = after;
  read_ = std::move(read);
  datasets_.clear();
  if (other_readings) {  // digests are of the options in force
    digests_.clear();
    const auto functions = core::digests_of(*input_.program, input_.options.readings);
    for (const Pair& pair : pairs_) digests_.push_back(pair_digests(*input_.program, functions, pair, false));
  }
  for (const auto& [units, cached] : cache_) {
    Variant& variant = cached->variant;
    if (!cached->good) continue;
    variant.row_of = nullptr;
    variant.input.data = variant.reads_anew ? nullptr : input_.data;
    if (units.size() == units_.size()) {
      variant.input = before_;
      find_rows(variant);
    } else if (other_readings) {
      variant.input.options.readings.clear();
      variant.pairs.clear();
      variant.as_new.clear();
      choose_readings(*cached);
      find_decisions(*cached);
    }
  }
}

// The variant's row for each row of the new side.
void PolicyVariants::find_rows(Variant& variant) const {
  auto rows = std::make_shared<std::map<core::TableId, std::vector<std::optional<data::RowIndex>>>>();
  for (std::size_t p = 0; p < pairs_.size(); ++p)
    if (variant.pairs[p] && rows->count(pairs_[p].after_table) == 0)
      rows->emplace(pairs_[p].after_table,
                    rows_by_key(input_, pairs_[p].after_table, variant.input, variant.pairs[p]->after_table));
  variant.row_of = [rows](core::TableId table, data::RowIndex row) -> std::optional<data::RowIndex> {
    const auto found = rows->find(table);
    return found == rows->end() ? std::nullopt : found->second[row];
  };
}

ReadingVariants::ReadingVariants(const EvaluationInput& before, const EvaluationInput& after,
                                 const std::vector<Pair>& pairs)
    : before_(before), after_(after), pairs_(pairs.begin(), pairs.end()) {
  for (std::uint32_t i = 0; i < before.options.readings.size(); ++i)
    if (before.options.readings[i] != after.options.readings[i]) readings_.push_back(core::ReadingId{i});
}

const Variants::Variant* ReadingVariants::without(const std::vector<std::size_t>& units) {
  const std::scoped_lock held(lock_);
  auto& cached = cache_[units];
  if (!cached) {
    cached = std::make_unique<Variant>();
    cached->input = after_;
    for (std::size_t unit : units)
      cached->input.options.readings[readings_[unit].index] = before_.options.readings[readings_[unit].index];
    cached->pairs = pairs_;
    for (const auto& pair : pairs_) cached->as_new.emplace_back(1 + pair->figures.size(), false);
  }
  return cached.get();
}

}  // namespace cepol::diff
