#include "interpreter/cli/part_options.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "interpreter/cli/digests.hpp"
#include "interpreter/cli/read_files.hpp"

namespace cepol::cli {

namespace {

constexpr std::uint32_t most_parts = 100'000;

std::optional<std::uint32_t> number_of(std::string_view text) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

std::string PartOption::check(const Io& io) {
  if (!typed) return {};
  const std::size_t sign = typed->find('/');
  if (sign != std::string::npos) {
    const auto number = number_of(std::string_view(*typed).substr(0, sign)),
               of = number_of(std::string_view(*typed).substr(sign + 1));
    if (number && of && *number >= 1 && *number <= *of && *of <= most_parts) {
      part = {*number, *of};
      return {};
    }
  }
  return io.say("--part 后面的“{}”不是 1/7 这样的第几份、一共几份", "“{}” after --part is no part as in 1/7", *typed);
}

std::string digest_of_policy(const Io& io) {
  Sha256 all;
  if (io.read == nullptr) return {};
  for (const std::string& path : io.read->opened()) {
    std::string why;
    if (!path.ends_with(".cepol")) continue;
    if (const auto digest = sha256_of(*io.files, path, why)) all.add(*digest);
  }
  return all.hexadecimal();
}

PartHead part_head(PartFileKind kind, const Inputs& inputs, const data::Part& part, const std::string& columns,
                   const Io& io) {
  const core::Program& program = inputs.policy->program();
  PartHead head{kind, CEPOL_VERSION, program.name, digest_of_policy(io), columns, {part}};
  for (std::size_t i = 0; i < program.readings.size(); ++i) {
    const core::Reading& reading = program.readings.nodes[i];
    head.asked += "\n" + reading.name + "=" + reading.options[inputs.options.readings[i]].name;
  }
  head.english = program.english;
  head.english_messages = io.language == Language::en;
  for (const core::RecordTable& record : program.tables.nodes) {
    core::RecordTable& table = head.tables.emplace_back();
    table.name = record.name;
    for (const core::Column& column : record.columns) table.columns.emplace_back().name = column.name;
  }
  head.odd_ids = inputs.data.odd_ids;
  return head;
}

std::unique_ptr<PartReader> open_part(const std::string& path, const Io& io) {
  std::string why;
  auto bytes = io.files->open(path, why);
  if (bytes) return std::make_unique<PartReader>(std::move(bytes), path);
  io.message(io.say("cepol：打不开“{}”：{}\n", "cepol: “{}” cannot be opened: {}\n", path, io.system_words(why)));
  return nullptr;
}

std::string missing_parts(const std::set<data::Part>& parts, const Io& io) {
  if (parts.empty()) return std::string(io.say("里面没有任何一份", "there is no part in it"));
  const std::uint32_t of = parts.begin()->of;
  for (const data::Part& part : parts)
    if (part.of != of)
      return io.say("有的是分成 {} 份的，有的是分成 {} 份的", "some are of {} parts, others of {}", of, part.of);
  for (std::uint32_t number = 1; number <= of; ++number)
    if (!parts.contains({number, of}))
      return io.say("缺第 {} 份（一共 {} 份）", "part {} of {} is missing", number, of);
  return {};
}

std::optional<WholeSummary> read_summary(const std::string& path, const Io& io) {
  const auto reader = open_part(path, io);
  if (!reader) return std::nullopt;
  auto head = reader->head();
  const bool is_summary = head && head->kind == PartFileKind::summary;
  auto found = is_summary ? reader->summary() : std::nullopt;
  if (!found) {
    io.message(io.say("cepol：“{}”不是 cepol summarize、cepol combine 写出的概要\n",
                      "cepol: “{}” is no summary that cepol summarize or cepol combine wrote\n", path));
    return std::nullopt;
  }
  if (const std::string missing = missing_parts(head->parts, io); !missing.empty()) {
    io.message(
        io.say("cepol：概要“{}”不全：{}。先用 cepol combine 把各份的概要合在一起\n",
               "cepol: the summary “{}” is not complete: {}. Put those of all parts together with cepol combine\n",
               path, Composed{missing}));
    return std::nullopt;
  }
  return WholeSummary{std::move(*head), std::move(*found)};
}

}  // namespace cepol::cli
