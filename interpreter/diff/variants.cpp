// PolicyVariants: applies the undoing edits to the new text, checks and lowers it, and caches the program by set of
// units. ReadingVariants: the same program with other options of readings.
#include "interpreter/diff/variants.hpp"

#include <algorithm>
#include <unordered_map>

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

// The units of all changes: their details, if these can be undone one by one.
std::vector<Unit> units_of(const Structure& structure) {
  std::vector<Unit> units;
  for (std::size_t c = 0; c < structure.changes.size(); ++c) {
    const Change& change = structure.changes[c];
    if (change.subject == Subject::clause || change.subject == Subject::roster) continue;
    if (change.subject == Subject::policy) {  // of the header, only what decides how data are read
      for (std::size_t d = 0; d < change.details.size(); ++d)
        if (change.details[d].reads_data) units.push_back({c, d, change.details[d].undo});
      continue;
    }
    // The options of a reading can only be undone together.
    const bool one_by_one = change.kind == ChangeKind::changed && change.subject != Subject::reading &&
                            change.details.size() > 1 &&
                            std::all_of(change.details.begin(), change.details.end(),
                                        [](const Detail& detail) { return !detail.undo.empty(); }) &&
                            !same_edits(change.details[0].undo, change.details[1].undo);
    if (!one_by_one) {
      units.push_back({c, change.details.size() == 1 ? std::optional<std::size_t>(0) : std::nullopt,
                       !change.undo.empty() || change.details.empty() ? change.undo : change.details.front().undo});
      continue;
    }
    for (std::size_t d = 0; d < change.details.size(); ++d) units.push_back({c, d, change.details[d].undo});
  }
  return units;
}

}  // namespace

std::optional<core::Program> with_other_names(const core::Program& program, const Structure& structure, bool is_new) {
  core::Program named = program;
  bool any = false;
  for (core::RecordTable& table : named.tables.nodes) {
    const std::string name = table.name;
    for (const Rename& rename : structure.renames) {
      if (rename.subject != Subject::record) continue;
      const std::string &own = is_new ? rename.new_name : rename.old_name,
                        &other = is_new ? rename.old_name : rename.new_name;
      if (rename.of.empty() && own == name) table.name = other;
      for (core::Column& column : table.columns)
        if (!rename.of.empty() && own == column.name && (rename.of == name || rename.of == table.name))
          column.name = other;
      any = true;
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

std::uint64_t decision_digest(const core::Program& program, const std::vector<std::uint64_t>& functions,
                              core::DecisionId id) {
  const core::Decision& decision = program.decisions[id];
  std::uint64_t digest = functions[decision.outcome.index];
  for (const core::Measure& measure : decision.measures) digest = digest * 31 + functions[measure.value.index];
  return digest;
}

PolicyVariants::PolicyVariants(const Side& after, const EvaluationInput& input, const Structure& structure,
                               const std::vector<Pair>& pairs, std::function<data::Dataset(const core::Program&)> read)
    : after_(after), input_(input), pairs_(pairs), read_(std::move(read)), units_(units_of(structure)) {
  const syntax::Tree& tree = after_.modules->back().parsed->tree;
  for (syntax::NodeId node : tree.children(tree.root))
    if (tree.kind(node) == syntax::NodeKind::example || tree.kind(node) == syntax::NodeKind::inert ||
        tree.kind(node) == syntax::NodeKind::known)
      left_out_.push_back({tree.span(node), ""});
  const auto functions = core::digests_of(*input_.program, input_.options.readings);
  for (const Pair& pair : pairs_) digests_.push_back(decision_digest(*input_.program, functions, pair.after));
}

// Compares digests: wordings, citations and rules of other decisions do not change them.
bool PolicyVariants::matters(std::size_t unit, std::size_t pair) {
  without({unit});
  const std::scoped_lock held(lock_);
  const CachedVariant& cached = *cache_.at({unit});
  // A unit that cannot be undone alone may be part of a larger set.
  if (!cached.good || !cached.digests[pair] || *cached.digests[pair] != digests_[pair]) return true;
  // A cell that is read differently is a fault on one of the two sides, or its column is declared differently.
  return cached.data != nullptr &&
         (!read_alike(*cached.data, *input_.data) || !same_cells(*cached.program, *input_.program));
}

const Variants::Variant* PolicyVariants::without(const std::vector<std::size_t>& units) {
  const std::scoped_lock held(lock_);
  auto known = cache_.find(units);
  if (known == cache_.end()) {
    if (cache_.size() >= most_variants) return nullptr;
    known = cache_.emplace(units, std::make_unique<CachedVariant>(make(units))).first;
  }
  return known->second->good ? &known->second->variant : nullptr;
}

std::optional<core::Program> PolicyVariants::program_without(const std::vector<std::size_t>& units) const {
  std::vector<Edit> edits;
  for (std::size_t unit : units) edits.insert(edits.end(), units_[unit].undo.begin(), units_[unit].undo.end());
  std::vector<Edit> distinct;
  for (const Edit& edit : edits)
    if (std::none_of(distinct.begin(), distinct.end(),
                     [&](const Edit& other) { return other.span == edit.span && other.text == edit.text; }))
      distinct.push_back(edit);
  edits = std::move(distinct);
  for (std::size_t i = 0; i < edits.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (overlap(edits[i], edits[j])) return std::nullopt;
  for (const Edit& removal : left_out_)
    if (std::none_of(edits.begin(), edits.end(), [&](const Edit& edit) { return overlap(edit, removal); }))
      edits.push_back(removal);
  std::stable_sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) {
    return std::tuple(a.span.source.index, a.span.begin, a.span.end) <
           std::tuple(b.span.source.index, b.span.begin, b.span.end);
  });
  const auto edited = check::check_edited(after_, edits);
  if (edited == nullptr) return std::nullopt;
  return std::move(edited->checked.program);
}

PolicyVariants::CachedVariant PolicyVariants::make(const std::vector<std::size_t>& units) const {
  CachedVariant cached;
  cached.digests.resize(pairs_.size());
  auto program = program_without(units);
  if (!program) return cached;
  cached.program = std::make_unique<core::Program>(std::move(*program));
  cached.variant.input.program = cached.program.get();
  cached.variant.input.engine = input_.engine;
  cached.variant.input.data = input_.data;
  if (!same_data(*cached.program, *input_.program)) {
    cached.data = data_for(*cached.program);
    cached.variant.input.data = cached.data.get();
  }
  // The chosen options of readings that the variant still has; else the defaults.
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
  cached.variant.input.options.search_bound = input_.options.search_bound;
  find_decisions(cached);
  cached.good = true;
  return cached;
}

// Read once for all variants that are given the same.
std::shared_ptr<const data::Dataset> PolicyVariants::data_for(const core::Program& program) const {
  for (const auto& [units, other] : cache_)
    if (other->data != nullptr && same_data(*other->program, program)) return other->data;
  return std::make_shared<const data::Dataset>(read_(program));
}

void PolicyVariants::find_decisions(CachedVariant& cached) const {
  const core::Program& program = *cached.program;
  const auto functions = core::digests_of(program, cached.variant.input.options.readings);
  cached.variant.decisions.resize(pairs_.size());
  for (std::size_t p = 0; p < pairs_.size(); ++p) {
    const core::Decision& wanted = input_.program->decisions[pairs_[p].after];
    const auto& members = input_.program->enumerations[wanted.outcomes].members;
    for (std::uint32_t i = 0; i < program.decisions.size(); ++i) {
      const core::Decision& one = program.decisions.nodes[i];
      // Outcomes and figures are compared by index, so both must have the same ones.
      if (one.name != wanted.name || program.tables[one.table].name != input_.program->tables[wanted.table].name ||
          program.enumerations[one.outcomes].members != members || one.measures.size() != wanted.measures.size())
        continue;
      cached.variant.decisions[p] = core::DecisionId{i};
      cached.digests[p] = decision_digest(program, functions, core::DecisionId{i});
    }
  }
  if (cached.data == nullptr) return;
  // The data were read again: rows are found by key.
  auto rows = std::make_shared<std::map<std::uint32_t, std::vector<std::optional<data::RowIndex>>>>();
  for (std::size_t p = 0; p < pairs_.size(); ++p)
    if (cached.variant.decisions[p] && !rows->contains(pairs_[p].after_table.index))
      rows->emplace(pairs_[p].after_table.index, rows_by_key(input_, pairs_[p].after_table, cached.variant.input,
                                                             program.decisions[*cached.variant.decisions[p]].table));
  cached.variant.row_of = [rows](core::TableId table, data::RowIndex row) -> std::optional<data::RowIndex> {
    const auto found = rows->find(table.index);
    return found == rows->end() ? std::nullopt : found->second[row];
  };
}

ReadingVariants::ReadingVariants(const EvaluationInput& before, const EvaluationInput& after,
                                 const std::vector<Pair>& pairs)
    : before_(before), after_(after) {
  for (const Pair& pair : pairs) decisions_.emplace_back(pair.after);
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
    cached->decisions = decisions_;
  }
  return cached.get();
}

}  // namespace cepol::diff
