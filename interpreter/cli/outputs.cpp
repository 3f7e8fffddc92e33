// Compares output paths with all files that were read, by identity of the file and not by name.
#include "interpreter/cli/outputs.hpp"

#include <algorithm>
#include <filesystem>

#include "interpreter/files/read.hpp"

namespace cepol::cli {

namespace fs = std::filesystem;

namespace {

bool same_place(const fs::path& a, const fs::path& b) {
  std::error_code error;
  return fs::equivalent(a, b, error) && !error && (fs::is_regular_file(a, error) || fs::is_directory(a, error));
}

// Is it a table file of a folder that is given as data? All of these are read.
bool read_as_data(const fs::path& file, const fs::path& data) {
  std::error_code error;
  if (!fs::is_directory(data, error) || !fs::is_regular_file(file, error)) return false;
  return files::is_table_file(file.string()) &&
         same_place(file.has_parent_path() ? file.parent_path() : fs::path("."), data);
}

}  // namespace

bool replaces_input(const std::vector<const Policy*>& policies, const std::string& path,
                    const std::vector<std::string>& data, const Io& io, const std::vector<std::string>& also) {
  if (path.empty()) return false;
  std::vector<fs::path> read(data.begin(), data.end());
  for (const Policy* policy : policies) {
    for (std::uint32_t i = 0; i < policy->sources.size(); ++i) read.emplace_back(policy->sources[SourceId{i}].name);
    for (const core::RecordTable& table : policy->program().tables.nodes)
      if (!table.beside.empty()) read.emplace_back(table.beside);
  }
  const auto taken = [&](const std::string& to) {
    return std::any_of(read.begin(), read.end(), [&](const fs::path& from) { return same_place(to, from); }) ||
           std::any_of(data.begin(), data.end(), [&](const std::string& from) { return read_as_data(to, from); });
  };
  if (!taken(path) && std::none_of(also.begin(), also.end(), taken)) return false;
  io.message(io.say("cepol：结果写到“{}”会盖掉读入的文件，请换一个地方\n",
                    "cepol: results written to “{}” would replace what is read; choose another place\n", path));
  return true;
}

Output printed(const Io& io, TextKind kind) {
  if (kind == TextKind::people && io.colour_out) kind = TextKind::terminal;
  if (kind == TextKind::exact && io.width > 0) kind = TextKind::people;
  return Output::to_stream(io.out, kind);
}

Output output_to(const std::string& path, const Io& io, TextKind kind) {
  return path.empty() ? printed(io, kind) : Output::to_file(path, kind);
}

}  // namespace cepol::cli
