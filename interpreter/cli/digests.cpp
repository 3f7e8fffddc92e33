// Reads files once more and computes their digests.
#include "interpreter/cli/digests.hpp"

#include <filesystem>
#include <set>

#include "interpreter/cli/read_files.hpp"
#include "interpreter/files/address.hpp"

namespace cepol::cli {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t piece_of_file = 1 << 16;

constexpr std::string_view library_mark = "stdlib:", module_ending = ".cepol";

// Of a module of the standard library, its name.
std::optional<std::string> module_name(const std::string& path, const Io& io) {
  std::error_code error;
  const std::string below = fs::relative(path, io.library, error).generic_string();
  if (io.library.empty() || error || below.empty() || below.starts_with("..") || !below.ends_with(module_ending))
    return std::nullopt;
  return std::string(library_mark) + below.substr(0, below.size() - module_ending.size());
}

// From the current folder, where the file lies below it: what is written does not tell where a user's folders are.
std::string shown_path(const std::string& path) {
  if (files::is_address(path)) return path;
  std::error_code error;
  const std::string below = fs::relative(path, error).generic_string();
  return error || below.empty() || below.starts_with("..") ? path : below;
}

// Folders and what cannot be read are not.
bool is_hashed(files::FileKind kind) { return kind == files::FileKind::regular || kind == files::FileKind::rows; }

}  // namespace

std::optional<std::string> sha256_of(const files::Files& files, const std::string& path, std::string& why) {
  const std::unique_ptr<files::Reader> reader = files.open(path, why);
  if (reader == nullptr) return std::nullopt;
  Sha256 digest;
  std::vector<char> piece(piece_of_file);
  while (const std::size_t size = reader->read(piece.data(), piece.size())) digest.add({piece.data(), size});
  if (why = reader->error(); !why.empty()) return std::nullopt;
  return digest.hexadecimal();
}

std::string path_of_digest(const std::string& shown, const Io& io) {
  if (!shown.starts_with(library_mark)) return shown;
  return (fs::path(io.library) / (shown.substr(library_mark.size()) + std::string(module_ending))).string();
}

std::vector<FileDigest> digests_of_read(const Io& io) {
  std::vector<FileDigest> all;
  if (io.read == nullptr) return all;
  std::set<std::string> seen;
  for (const std::string& path : io.read->opened()) {
    const auto resolved = io.files->resolve(path);
    if (!resolved || !is_hashed(io.files->kind(path)) || !seen.insert(*resolved).second) continue;
    std::string why;
    all.push_back({module_name(path, io).value_or(shown_path(path)), sha256_of(*io.files, path, why).value_or("")});
  }
  return all;
}

}  // namespace cepol::cli
