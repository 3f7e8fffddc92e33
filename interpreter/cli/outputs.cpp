// Prints why an output is refused.
#include "interpreter/cli/outputs.hpp"

#include <algorithm>

namespace cepol::cli {

bool replaces_input(const std::string& path, const Io& io, const std::vector<std::string>& within) {
  if (path.empty() || io.read == nullptr) return false;
  using Conflict = ReadFiles::Conflict;
  std::vector<Conflict> all;
  for (const std::string& one : within) all.push_back(io.read->conflict_of(one));
  if (within.empty()) all.push_back(io.read->conflict_of(path));
  const auto any = [&](Conflict conflict) { return std::find(all.begin(), all.end(), conflict) != all.end(); };
  if (any(Conflict::replaces))
    io.message(io.say("cepol：结果写到“{}”会盖掉读入的文件，请换一个地方\n",
                      "cepol: results written to “{}” would replace what is read; choose another place\n", path));
  else if (any(Conflict::joins))
    io.message(io.say("cepol：“{}”在数据的文件夹里，结果会混进数据，下次当成数据读入；请换一个文件夹\n",
                      "cepol: “{}” lies in the folder of the data; results there would be read as data the next time; "
                      "choose another folder\n",
                      path));
  return any(Conflict::replaces) || any(Conflict::joins);
}

Output printed(const Io& io, TextKind kind) {
  if (kind == TextKind::people && io.colour_out) kind = TextKind::terminal;
  if (is_exact(kind) && io.width > 0) kind = TextKind::people;
  const bool seen = io.width > 0 || kind == TextKind::people || kind == TextKind::terminal;
  return Output::to_stream(io.out, kind, io.read, seen && !io.show_ids ? io.id_words : nullptr);
}

Output output_to(const std::string& path, const Io& io, TextKind kind) {
  return path.empty() ? printed(io, kind) : Output::to_file(path, kind, io.read);
}

}  // namespace cepol::cli
