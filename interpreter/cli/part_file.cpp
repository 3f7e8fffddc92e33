// Part files as lines of JSON. A line that is not as it is written here is refused; nothing is guessed.
#include "interpreter/cli/part_file.hpp"

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

report::Heads heads_of(const PartJson& json) {
  report::Heads heads;
  for (const PartJson& one : json) {
    report::ColumnHead head(one.at(0).get<std::string>(), static_cast<report::CellKind>(one.at(1).get<unsigned>()));
    for (const PartJson& word : one.at(2))
      head.outcomes.push_back({word.at(0).get<std::string>(), static_cast<explain::Tone>(word.at(1).get<unsigned>())});
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

WriterCall call_of(const PartJson& json) {
  if (json.contains("begin"))
    return {WriterCall::Kind::begin, json.at("begin").get<std::string>(), heads_of(json.at("heads"))};
  if (json.contains("row")) return {WriterCall::Kind::row, {}, {}, json.at("row").get<std::vector<std::string>>()};
  if (json.contains("end")) return {WriterCall::Kind::end};
  return {WriterCall::Kind::text, json.at("text").get<std::string>()};
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
report::RankedCell cell_of(const PartJson& json) {
  return {{json.at(0).get<std::uint32_t>()},
          json.at(1).get<std::uint64_t>(),
          json.at(2).get<core::ColumnIndex>(),
          static_cast<explain::Lack>(json.at(3).get<unsigned>()),
          json.at(4).get<bool>(),
          json.at(5).get<std::uint32_t>()};
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

// nlohmann throws where a member is missing or of another type.
template <class Read>
static auto read_json(bool& failed, Read&& read) -> std::optional<decltype(read())> {
  try {
    return read();
  } catch (const PartJson::exception&) {
    failed = true;
    return std::nullopt;
  }
}

std::optional<PartHead> PartReader::head() {
  if (!next()) return std::nullopt;
  const PartJson& json = line_->json;
  return read_json(failed_, [&] {
    PartHead head;
    const auto kind = json.at("kind").get<std::string>();
    head.kind = kind == results_kind   ? PartFileKind::results
                : kind == summary_kind ? PartFileKind::summary
                                       : PartFileKind::none;
    head.version = json.at("cepol").get<std::string>();
    head.policy = json.at("policy").get<std::string>();
    head.policy_digest = json.at("policy digest").get<std::string>();
    head.asked = json.at("asked").get<std::string>();
    for (const PartJson& part : json.at("parts"))
      head.parts.insert({part.at(0).get<std::uint32_t>(), part.at(1).get<std::uint32_t>()});
    head.english = json.at("english").get<bool>();
    head.english_messages = json.at("english messages").get<bool>();
    for (const PartJson& table : json.at("tables")) {
      core::RecordTable& made = head.tables.emplace_back();
      made.name = table.at(0).get<std::string>();
      for (const PartJson& column : table.at(1)) made.columns.emplace_back().name = column.get<std::string>();
    }
    head.odd_ids = json.at("odd ids").get<std::vector<std::string>>();
    return head;
  });
}

std::optional<WriterCall> PartReader::begin() {
  if (!next()) return std::nullopt;
  return read_json(failed_, [&] { return call_of(line_->json); });
}

std::optional<PartReader::Row> PartReader::row() {
  if (!next() || line_->json.contains("end")) return std::nullopt;
  const PartJson& json = line_->json;
  return read_json(failed_, [&] {
    Row row{json.at("row").get<std::uint64_t>(), json.at("cells").get<std::vector<std::string>>(), {}};
    row.ranked.undetermined = json.contains("open");
    if (json.contains("lacks"))
      for (const PartJson& cell : json.at("lacks")) row.ranked.cells.push_back(cell_of(cell));
    return row;
  });
}

std::optional<std::vector<PartCounts>> PartReader::totals(std::uint64_t& changed_twice) {
  if (!next()) return std::nullopt;
  const PartJson& json = line_->json;
  return read_json(failed_, [&] {
    std::vector<PartCounts> counts;
    for (const PartJson& one : json.at("counts")) {
      PartCounts& made =
          counts.emplace_back(PartCounts{one.at(0).get<std::string>(), one.at(1).get<std::string>(), {}});
      for (const PartJson& word : one.at(2))
        made.outcomes.emplace_back(word.at(0).get<std::string>(), word.at(1).get<std::uint64_t>());
    }
    changed_twice = json.at("changed twice").get<std::uint64_t>();
    return counts;
  });
}

std::optional<std::string> PartReader::digest() {
  if (!next()) return std::nullopt;
  return read_json(failed_, [&] { return line_->json.at("rest").get<std::string>(); });
}

std::optional<PartRest> PartReader::rest() {
  PartRest rest;
  while (next()) {
    const PartJson& json = line_->json;
    const auto more = read_json(failed_, [&] {
      if (json.contains("in")) {
        for (const auto& [name, list] : call_lists)
          if (json.at("in").get<std::string>() == name) (rest.*list).add(call_of(json));
        return true;
      }
      rest.rows = json.at("rows").get<std::vector<std::uint64_t>>();
      rest.counts_twice = json.at("counts twice").get<std::vector<std::string>>();
      rest.any_bad = json.at("any bad").get<bool>();
      for (const auto& [name, text] : rest_texts) rest.*text = json.at(name).get<std::string>();
      return false;
    });
    if (!more) return std::nullopt;
    if (!*more) return rest;
  }
  return std::nullopt;
}

std::optional<data::DivisionSummary> PartReader::summary() {
  if (!next()) return std::nullopt;
  const PartJson& json = line_->json;
  return read_json(failed_, [&] {
    data::DivisionSummary summary;
    for (const auto& [table, rows] : json.at("rows").items())
      for (const PartJson& row : rows)
        summary.common[table].insert({row.at(0).get<std::uint32_t>(), row.at(1).get<std::uint32_t>()});
    summary.whole = json.at("whole").get<std::set<std::string>>();
    return summary;
  });
}

}  // namespace cepol::cli
