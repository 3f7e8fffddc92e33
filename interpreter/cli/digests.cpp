// Reads files once more and computes their digests with libcrypto.
#include "interpreter/cli/digests.hpp"

#include <openssl/evp.h>

#include <array>
#include <filesystem>
#include <memory>
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

struct Sha256::State {
  struct FreeDigest {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  };
  std::unique_ptr<EVP_MD_CTX, FreeDigest> context{EVP_MD_CTX_new()};
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
  EVP_DigestInit_ex(state_->context.get(), EVP_sha256(), nullptr);
}
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes) { EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()); }

std::string Sha256::hexadecimal() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned length = 0;
  EVP_DigestFinal_ex(state_->context.get(), bytes.data(), &length);
  std::string text;
  for (unsigned i = 0; i < length; ++i) {
    constexpr std::string_view digits = "0123456789abcdef";
    text += digits[bytes[i] >> 4];
    text += digits[bytes[i] & 15];
  }
  return text;
}

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
