// Part files as lines of JSON. A line that is not as it is written here is refused; nothing is guessed.
#include "interpreter/cli/part_file.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

namespace cepol::cli {

namespace {

using PartJson = nlohmann::ordered_json;

constexpr const char* results_kind = "cepol part 1";
constexpr const char* summary_kind = "cepol summary 1";
constexpr std::size_t longest_line = std::size_t{1} << 28, chunk = std::size_t{1} << 16;

std::string line_of(const PartJson& json) {
  return json.dump(-1, ' ', false, PartJson::error_handler_t::replace) + "\n";
}

// Reads members; what is missing, or of another type, makes the line none of these.
class LineReader {
 public:
  bool good() const { return good_; }

  const PartJson& at(const PartJson& json, const char* name) {
    if (json.is_object())
      if (const auto found = json.find(name); found != json.end()) return *found;
    return nothing();
  }
  const PartJson& item(const PartJson& json, std::size_t index) {
    return json.is_array() && index < json.size() ? json[index] : nothing();
  }
  const PartJson& list(const PartJson& json) { return json.is_array() ? json : nothing(); }
  std::string text(const PartJson& json) {
    good_ = good_ && json.is_string();
    return json.is_string() ? json.get<std::string>() : std::string();
  }
  bool truth(const PartJson& json) {
    good_ = good_ && json.is_boolean();
    return json.is_boolean() && json.get<bool>();
  }
  std::uint64_t number(const PartJson& json, std::uint64_t most = UINT64_MAX) {
    const bool fits = json.is_number_unsigned() && json.get<std::uint64_t>() <= most;
    good_ = good_ && fits;
    return fits ? json.get<std::uint64_t>() : 0;
  }
  std::uint32_t small_number(const PartJson& json) { return static_cast<std::uint32_t>(number(json, UINT32_MAX)); }
  std::vector<std::string> texts(const PartJson& json) {
    std::vector<std::string> all;
    for (const PartJson& one : list(json)) all.push_back(text(one));
    return all;
  }

 private:
  const PartJson& nothing() {
    static const PartJson none = PartJson::array();
    good_ = false;
    return none;
  }
  bool good_ = true;
};

PartJson heads_json(const report::Heads& heads) {
  PartJson all = PartJson::array();
  for (const report::ColumnHead& head : heads) {
    PartJson outcomes = PartJson::array();
    for (const explain::OutcomeWord& word : head.outcomes)
      outcomes.push_back({word.text, static_cast<unsigned>(word.tone)});
    all.push_back({head.label, static_cast<unsigned>(head.kind), outcomes});
  }
  return all;
}

report::Heads heads_of(LineReader& read, const PartJson& json) {
  report::Heads heads;
  for (const PartJson& one : read.list(json)) {
    report::ColumnHead head(read.text(read.item(one, 0)),
                            static_cast<report::CellKind>(
                                read.number(read.item(one, 1), static_cast<std::uint64_t>(report::CellKind::reasons))));
    for (const PartJson& word : read.list(read.item(one, 2)))
      head.outcomes.push_back({read.text(read.item(word, 0)),
                               static_cast<explain::Tone>(read.number(
                                   read.item(word, 1), static_cast<std::uint64_t>(explain::Tone::trouble)))});
    heads.push_back(std::move(head));
  }
  return heads;
}

std::string call_line(const char* list, const WriterCall& call) {
  PartJson json{{"in", list}};
  switch (call.kind) {
    case WriterCall::Kind::begin:
      json["begin"] = call.text;
      json["heads"] = heads_json(call.heads);
      break;
    case WriterCall::Kind::row: json["row"] = call.cells; break;
    case WriterCall::Kind::end: json["end"] = true; break;
    case WriterCall::Kind::text: json["text"] = call.text; break;
  }
  return line_of(json);
}

WriterCall call_of(LineReader& read, const PartJson& json) {
  if (json.contains("begin"))
    return {WriterCall::Kind::begin, read.text(read.at(json, "begin")), heads_of(read, read.at(json, "heads"))};
  if (json.contains("row")) return {WriterCall::Kind::row, {}, {}, read.texts(read.at(json, "row"))};
  if (json.contains("end")) return {WriterCall::Kind::end};
  return {WriterCall::Kind::text, read.text(read.at(json, "text"))};
}

// The lists of PartRest by their names in the file.
constexpr std::pair<const char*, WriterCalls PartRest::*> call_lists[] = {
    {"quotas", &PartRest::quotas},
    {"rosters shown", &PartRest::rosters_shown},
    {"rosters in files", &PartRest::rosters_in_files},
    {"causes", &PartRest::causes},
    {"faults", &PartRest::faults},
};
constexpr std::pair<const char*, std::string PartRest::*> rest_texts[] = {
    {"unknown members", &PartRest::unknown_members},
    {"places twice", &PartRest::places_twice},
    {"left out", &PartRest::left_out},
    {"changed texts", &PartRest::changed_texts},
    {"bad rows shown", &PartRest::bad_rows_shown},
    {"bad rows in files", &PartRest::bad_rows_in_files},
};

PartJson cell_json(const report::RankedCell& cell) {
  return {cell.table.index, cell.place, cell.column, static_cast<unsigned>(cell.lack), cell.torn, cell.source_row};
}
report::RankedCell cell_of(LineReader& read, const PartJson& json) {
  return {
      {read.small_number(read.item(json, 0))},
      read.number(read.item(json, 1)),
      read.small_number(read.item(json, 2)),
      static_cast<explain::Lack>(read.number(read.item(json, 3), static_cast<std::uint64_t>(explain::Lack::record))),
      read.truth(read.item(json, 4)),
      read.small_number(read.item(json, 5))};
}

}  // namespace

void WriterCalls::repeat(report::ResultWriter& writer) const {
  for (const WriterCall& call : calls_) {
    switch (call.kind) {
      case WriterCall::Kind::begin: writer.begin(call.text, call.heads); break;
      case WriterCall::Kind::row: writer.row(call.cells); break;
      case WriterCall::Kind::end: writer.end(); break;
      case WriterCall::Kind::text: writer.text(call.text); break;
    }
  }
}

std::string head_line(const PartHead& head) {
  PartJson json;
  json["kind"] = head.kind == PartFileKind::results ? results_kind : summary_kind;
  json["cepol"] = head.version;
  json["policy"] = head.policy;
  json["policy digest"] = head.policy_digest;
  json["asked"] = head.asked;
  json["parts"] = PartJson::array();
  for (const data::Part& part : head.parts) json["parts"].push_back({part.number, part.of});
  json["english"] = head.english;
  json["english messages"] = head.english_messages;
  json["tables"] = PartJson::array();
  for (const core::RecordTable& table : head.tables) {
    PartJson columns = PartJson::array();
    for (const core::Column& column : table.columns) columns.push_back(column.name);
    json["tables"].push_back({table.name, columns});
  }
  json["odd ids"] = head.odd_ids;
  return line_of(json);
}

std::string begin_line(const std::string& table, const report::Heads& heads) {
  return line_of({{"begin", table}, {"heads", heads_json(heads)}});
}

std::string row_line(std::uint64_t row, const std::vector<std::string>& cells, const report::RankedRow& ranked) {
  PartJson json{{"row", row}, {"cells", cells}};
  if (ranked.undetermined) json["open"] = true;
  if (!ranked.cells.empty()) {
    json["lacks"] = PartJson::array();
    for (const report::RankedCell& cell : ranked.cells) json["lacks"].push_back(cell_json(cell));
  }
  return line_of(json);
}

std::string end_line() { return line_of({{"end", true}}); }

std::string totals_line(const std::vector<PartCounts>& counts, std::uint64_t changed_twice) {
  PartJson all = PartJson::array();
  for (const PartCounts& one : counts) {
    PartJson outcomes = PartJson::array();
    for (const auto& [word, count] : one.outcomes) outcomes.push_back({word, count});
    all.push_back({one.table, one.decision, outcomes});
  }
  return line_of({{"counts", all}, {"changed twice", changed_twice}});
}

std::string rest_lines(const PartRest& rest) {
  std::string lines;
  for (const auto& [name, list] : call_lists)
    for (const WriterCall& call : (rest.*list).calls()) lines += call_line(name, call);
  PartJson last{{"rows", rest.rows}, {"counts twice", rest.counts_twice}, {"any bad", rest.any_bad}};
  for (const auto& [name, text] : rest_texts) last[name] = rest.*text;
  return lines + line_of(last);
}

std::string digest_line(const std::string& rest_digest) { return line_of({{"rest", rest_digest}}); }

std::string summary_line(const data::DivisionSummary& summary) {
  PartJson common = PartJson::object();
  for (const auto& [table, rows] : summary.common) {
    PartJson& list = common[table] = PartJson::array();
    for (const data::FileRowNumber& row : rows) list.push_back({row.first, row.second});
  }
  return line_of({{"rows", common}, {"whole", summary.whole}});
}

struct PartReader::Json {
  PartJson json;
};

PartReader::PartReader(std::unique_ptr<files::Reader> bytes, std::string path)
    : bytes_(std::move(bytes)), line_(std::make_unique<Json>()), path_(std::move(path)) {}
PartReader::PartReader(PartReader&&) noexcept = default;
PartReader::~PartReader() = default;

bool PartReader::at_totals() {
  if (!next()) return false;
  kept_ = true;
  return line_->json.contains("counts");
}

bool PartReader::next() {
  if (std::exchange(kept_, false)) return !failed_;
  std::size_t end = buffer_.find('\n', at_);
  while (end == std::string::npos) {
    buffer_.erase(0, std::exchange(at_, 0));
    const std::size_t before = buffer_.size();
    if (before > longest_line) return !(failed_ = true);
    buffer_.resize(before + chunk);
    const std::size_t got = bytes_->read(buffer_.data() + before, chunk);
    buffer_.resize(before + got);
    if (got == 0) return !(failed_ = true);  // each line ends, so the file breaks off
    end = buffer_.find('\n', before);
  }
  line_->json = PartJson::parse(buffer_.begin() + static_cast<std::ptrdiff_t>(at_),
                                buffer_.begin() + static_cast<std::ptrdiff_t>(end), nullptr, false);
  at_ = end + 1;
  failed_ = failed_ || !line_->json.is_object();
  return !failed_;
}

std::optional<PartHead> PartReader::head() {
  if (!next()) return std::nullopt;
  const PartJson& json = line_->json;
  LineReader read;
  PartHead head;
  const std::string kind = read.text(read.at(json, "kind"));
  head.kind = kind == results_kind   ? PartFileKind::results
              : kind == summary_kind ? PartFileKind::summary
                                     : PartFileKind::none;
  head.version = read.text(read.at(json, "cepol"));
  head.policy = read.text(read.at(json, "policy"));
  head.policy_digest = read.text(read.at(json, "policy digest"));
  head.asked = read.text(read.at(json, "asked"));
  for (const PartJson& part : read.list(read.at(json, "parts")))
    head.parts.insert({read.small_number(read.item(part, 0)), read.small_number(read.item(part, 1))});
  const bool numbered = std::all_of(head.parts.begin(), head.parts.end(),
                                    [](const data::Part& part) { return part.number >= 1 && part.number <= part.of; });
  head.english = read.truth(read.at(json, "english"));
  head.english_messages = read.truth(read.at(json, "english messages"));
  for (const PartJson& table : read.list(read.at(json, "tables"))) {
    core::RecordTable& made = head.tables.emplace_back();
    made.name = read.text(read.item(table, 0));
    for (const PartJson& column : read.list(read.item(table, 1))) made.columns.emplace_back().name = read.text(column);
  }
  head.odd_ids = read.texts(read.at(json, "odd ids"));
  return made(read.good() && numbered, std::move(head));
}

std::optional<WriterCall> PartReader::begin() {
  if (!next()) return std::nullopt;
  LineReader read;
  WriterCall call = call_of(read, line_->json);
  return made(read.good() && call.kind == WriterCall::Kind::begin, std::move(call));
}

std::optional<PartReader::Row> PartReader::row() {
  if (!next() || line_->json.contains("end")) return std::nullopt;
  const PartJson& json = line_->json;
  LineReader read;
  Row row{read.number(read.at(json, "row")), read.texts(read.at(json, "cells")), {}};
  row.ranked.undetermined = json.contains("open");
  if (json.contains("lacks"))
    for (const PartJson& cell : read.list(read.at(json, "lacks"))) row.ranked.cells.push_back(cell_of(read, cell));
  return made(read.good(), std::move(row));
}

std::optional<std::vector<PartCounts>> PartReader::totals(std::uint64_t& changed_twice) {
  if (!next()) return std::nullopt;
  const PartJson& json = line_->json;
  LineReader read;
  std::vector<PartCounts> counts;
  for (const PartJson& one : read.list(read.at(json, "counts"))) {
    PartCounts& of = counts.emplace_back(PartCounts{read.text(read.item(one, 0)), read.text(read.item(one, 1)), {}});
    for (const PartJson& word : read.list(read.item(one, 2)))
      of.outcomes.emplace_back(read.text(read.item(word, 0)), read.number(read.item(word, 1)));
  }
  changed_twice = read.number(read.at(json, "changed twice"));
  return made(read.good(), std::move(counts));
}

std::optional<std::string> PartReader::digest() {
  if (!next()) return std::nullopt;
  LineReader read;
  std::string digest = read.text(read.at(line_->json, "rest"));
  return made(read.good(), std::move(digest));
}

std::optional<PartRest> PartReader::rest() {
  PartRest rest;
  LineReader read;
  while (next() && read.good()) {
    const PartJson& json = line_->json;
    if (json.contains("in")) {
      const std::string in = read.text(read.at(json, "in"));
      for (const auto& [name, list] : call_lists)
        if (in == name) (rest.*list).add(call_of(read, json));
      continue;
    }
    for (const PartJson& rows : read.list(read.at(json, "rows"))) rest.rows.push_back(read.number(rows));
    rest.counts_twice = read.texts(read.at(json, "counts twice"));
    rest.any_bad = read.truth(read.at(json, "any bad"));
    for (const auto& [name, text] : rest_texts) rest.*text = read.text(read.at(json, name));
    return made(read.good(), std::move(rest));
  }
  failed_ = true;
  return std::nullopt;
}

std::optional<data::DivisionSummary> PartReader::summary() {
  if (!next()) return std::nullopt;
  const PartJson& json = line_->json;
  LineReader read;
  data::DivisionSummary summary;
  const PartJson& tables = read.at(json, "rows");
  for (const auto& [table, rows] : tables.items())
    for (const PartJson& row : read.list(rows))
      summary.common[table].insert({read.small_number(read.item(row, 0)), read.small_number(read.item(row, 1))});
  for (const std::string& table : read.texts(read.at(json, "whole"))) summary.whole.insert(table);
  return made(read.good() && tables.is_object(), std::move(summary));
}

}  // namespace cepol::cli
