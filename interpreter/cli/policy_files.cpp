#include "interpreter/cli/policy_files.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "lang/base/text.hpp"
#include "lang/syntax/parse.hpp"

namespace cepol::cli {

namespace fs = std::filesystem;

std::optional<std::string> text_of_file(const std::string& path, std::string& why) {
  std::error_code error;
  if (fs::is_directory(path, error)) {
    why = std::strerror(EISDIR);
    return std::nullopt;
  }
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) {
    why = std::strerror(errno);
    return std::nullopt;
  }
  // A little more than may be parsed is enough to see that it is too much; most files are far smaller.
  constexpr std::size_t enough = syntax::max_file_size + 4;
  std::string text;
  std::size_t length = 0;
  while (length == text.size() && length < enough) {
    text.resize(std::min(enough, std::max<std::size_t>(std::size_t{1} << 16, 2 * length)));
    length += std::fread(text.data() + length, 1, text.size() - length, file);
  }
  const bool failed = std::ferror(file) != 0;
  if (failed) why = std::strerror(errno);
  std::fclose(file);
  if (failed) return std::nullopt;
  text.resize(length);
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  return text;
}

std::optional<fs::path> file_below(const fs::path& root, const std::string& name, bool& outside) {
  outside = false;
  std::error_code error;
  for (const fs::path& part : fs::path(name))
    outside = outside || part == ".." || part == "." || part.has_root_directory() || part.empty();
  if (outside || name.empty() || name.find('\0') != std::string::npos) return std::nullopt;
  const fs::path inside = fs::canonical(root, error);
  if (error) return std::nullopt;
  const fs::path file = fs::canonical(inside / name, error);
  if (error || !fs::is_regular_file(file, error)) return std::nullopt;
  outside = std::mismatch(inside.begin(), inside.end(), file.begin(), file.end()).first != inside.end();
  return outside ? std::nullopt : std::optional(file);
}

std::string path_of_use(const std::string& use) {
  std::string path;
  for (std::size_t at = 0; at < use.size();) {
    const std::size_t length = code_point_at(use, at).length;
    const std::string_view piece = std::string_view(use).substr(at, length);
    if (!trimmed(piece).empty() && piece != "「" && piece != "」") path += half_width(piece);
    at += length;
  }
  return path;
}

std::filesystem::path folder_of(const std::string& file) {
  const fs::path folder = fs::path(file).parent_path();
  return folder.empty() ? fs::path(".") : folder;
}

std::string find_policy(const std::string& given, const Io& io) {
  std::error_code error;
  if (fs::is_regular_file(given, error)) return given;
  if (fs::is_regular_file(given + ".cepol", error)) return given + ".cepol";
  if (!fs::path(given).is_absolute())
    for (const std::string& folder : io.policies)
      for (const std::string& name : {given, given + ".cepol"})
        if (const fs::path path = fs::path(folder) / name; fs::is_regular_file(path, error)) return path.string();
  return given;
}

std::optional<std::string> find_folder(const std::string& given, const Io& io) {
  std::error_code error;
  const std::string file = find_policy(given, io);
  if (fs::is_regular_file(file, error)) return std::nullopt;
  if (fs::is_directory(given, error)) return given;
  if (!fs::path(given).is_absolute())
    for (const std::string& folder : io.policies)
      if (const fs::path path = fs::path(folder) / given; fs::is_directory(path, error)) return path.string();
  return std::nullopt;
}

}  // namespace cepol::cli
