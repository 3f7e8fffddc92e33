// The parts of a zip archive, unpacked while they are read (libzip). What a part may unpack to is bounded.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "interpreter/files/files.hpp"
#include "interpreter/files/trouble.hpp"

struct zip;
struct zip_file;

namespace cepol::files {

class ZipPart final : public Reader {
 public:
  ZipPart(zip_file* file, std::size_t most, std::size_t size);
  ~ZipPart() override;
  std::size_t read(char* space, std::size_t size) override;
  bool seek(std::size_t) override { return false; }
  std::string error() const override { return {}; }  // see trouble()
  std::size_t size() const override { return size_; }
  Trouble trouble() const { return trouble_; }

 private:
  zip_file* file_;
  std::size_t most_, size_, read_ = 0;
  Trouble trouble_ = Trouble::none;
};

class ZipArchive {
 public:
  // `bytes` must outlive the archive. Null: it is no zip archive, or not a whole one.
  static std::unique_ptr<ZipArchive> open(Reader& bytes);
  ~ZipArchive();
  ZipArchive(const ZipArchive&) = delete;
  ZipArchive& operator=(const ZipArchive&) = delete;

  // Null: there is no such part, or it cannot be unpacked. One part is read at a time.
  std::unique_ptr<ZipPart> part(const std::string& name) const;

 private:
  struct Source;
  ZipArchive(zip* archive, std::unique_ptr<Source> source);
  zip* archive_;
  std::unique_ptr<Source> source_;
};

}  // namespace cepol::files
