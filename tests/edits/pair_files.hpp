// A pair as files that the tool reads: /old/p.cepol, /new/p.cepol, what lies beside them, and /data.
#pragma once

#include "interpreter/files/read.hpp"
#include "tests/edits/edited_pair.hpp"
#include "tests/pairs/pair.hpp"
#include "tests/support/tool.hpp"

namespace cepol::edits {

class PairFiles {
 public:
  PairFiles(const EditedPair& pair, const damage::DataFiles& data) : data_(data) {
    options_.search_bound = pair.search_bound;
    files_.write("/old/p.cepol", pair.before);
    files_.write("/new/p.cepol", pair.after);
    for (const auto& [name, content] : pair.old_files) files_.write("/old/" + name, content);
    for (const auto& [name, content] : pair.new_files) files_.write("/new/" + name, content);
    files_.add_folder("/data");
    for (const damage::TextTable& table : data.tables) files_.write(table.file, damage::file_text(table));
  }
  test::Ran run(std::vector<std::string> words) const {
    cli::Io io;
    io.language = Language::en;
    io.library = "/stdlib";
    io.files = &files_;
    for (const std::string& one : pairs::empty_tables(data_)) words.push_back(one);
    return test::run_tool(words, io);
  }
  const engine::Options& options() const { return options_; }
  data::Dataset read(const core::Program& program) const { return files::read(program, data_.paths, files_).data; }

 private:
  const damage::DataFiles& data_;
  engine::Options options_;
  files::MemoryFiles files_;
};

}  // namespace cepol::edits
