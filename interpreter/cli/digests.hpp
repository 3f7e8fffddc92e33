// SHA-256 of files, by which it can be told later what was read.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/cli/io.hpp"

namespace cepol::cli {

class Sha256 {
 public:
  Sha256();
  Sha256(Sha256&&) noexcept;
  ~Sha256();
  void add(std::string_view bytes);
  std::string hexadecimal();  // once, at the end

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// In hexadecimal digits. Nullopt with `why`: the file cannot be read.
std::optional<std::string> sha256_of(const files::Files& files, const std::string& path, std::string& why);

struct FileDigest {
  std::string path;    // from the current folder where it lies below it; of the standard library stdlib:cn/people
  std::string sha256;  // empty: it cannot be read any more
};
// Where the file with the path of a digest is now.
std::string path_of_digest(const std::string& shown, const Io& io);
// The files that this run has read, each once, by path.
std::vector<FileDigest> digests_of_read(const Io& io);

}  // namespace cepol::cli
