// libzip reads the archive through a source of functions, here one over a Reader.
#include "interpreter/files/zip_archive.hpp"

#include <zip.h>

#include <algorithm>

namespace cepol::files {

namespace {

// A part may unpack to so many bytes, and for each byte packed to so many more. Sheets of a million rows take some
// hundred million bytes and shrink to a tenth or a thirtieth; what is made to exhaust a reader, to a thousandth.
constexpr std::size_t always_allowed = std::size_t{64} * 1024 * 1024, most_for_a_byte = 200,
                      most_of_a_part = std::size_t{8} * 1024 * 1024 * 1024;
constexpr zip_int64_t most_parts = 20'000;

}  // namespace

struct ZipArchive::Source {
  Reader& bytes;
  std::size_t at = 0;

  zip_int64_t seek(zip_uint64_t to) {
    if (to > bytes.size() || !bytes.seek(to)) return -1;
    at = to;
    return 0;
  }

  zip_int64_t seek_by(void* data, zip_uint64_t length) {
    zip_error_t error;
    zip_error_init(&error);
    const zip_int64_t to = zip_source_seek_compute_offset(at, bytes.size(), data, length, &error);
    zip_error_fini(&error);
    return to < 0 ? -1 : seek(static_cast<zip_uint64_t>(to));
  }

  zip_int64_t read(void* data, zip_uint64_t length) {
    // libzip takes fewer bytes than it asked for as the end of the file.
    std::size_t count = 0;
    while (count < length) {
      const std::size_t more = bytes.read(static_cast<char*>(data) + count, length - count);
      if (more == 0) break;
      count += more;
    }
    at += count;
    return bytes.error().empty() ? static_cast<zip_int64_t>(count) : -1;
  }

  static zip_int64_t call(void* user, void* data, zip_uint64_t length, zip_source_cmd_t command) {
    auto& source = *static_cast<Source*>(user);
    switch (command) {
      case ZIP_SOURCE_OPEN: return source.seek(0);
      case ZIP_SOURCE_READ: return source.read(data, length);
      case ZIP_SOURCE_SEEK: return source.seek_by(data, length);
      case ZIP_SOURCE_TELL: return static_cast<zip_int64_t>(source.at);
      case ZIP_SOURCE_STAT: {
        auto* const status = static_cast<zip_stat_t*>(data);
        zip_stat_init(status);
        status->size = source.bytes.size();
        status->valid = ZIP_STAT_SIZE;
        return sizeof *status;
      }
      case ZIP_SOURCE_ERROR: {
        auto* const codes = static_cast<int*>(data);
        codes[0] = ZIP_ER_READ;
        codes[1] = 0;
        return 2 * sizeof *codes;
      }
      case ZIP_SOURCE_SUPPORTS: return ZIP_SOURCE_SUPPORTS_SEEKABLE;
      default: return 0;  // close, free
    }
  }
};

ZipPart::ZipPart(zip_file* file, std::size_t most, std::size_t size) : file_(file), most_(most), size_(size) {}
ZipPart::~ZipPart() { zip_fclose(file_); }

std::size_t ZipPart::read(char* space, std::size_t size) {
  if (trouble_ != Trouble::none || size == 0) return 0;
  const zip_int64_t count = zip_fread(file_, space, size);
  if (count < 0) trouble_ = Trouble::damaged;
  if (count <= 0) return 0;
  read_ += static_cast<std::size_t>(count);
  if (read_ > most_) trouble_ = Trouble::too_large;
  return trouble_ == Trouble::none ? static_cast<std::size_t>(count) : 0;
}

ZipArchive::ZipArchive(zip* archive, std::unique_ptr<Source> source) : archive_(archive), source_(std::move(source)) {}
ZipArchive::~ZipArchive() { zip_discard(archive_); }

std::unique_ptr<ZipArchive> ZipArchive::open(Reader& bytes) {
  zip_error_t error;
  zip_error_init(&error);
  auto source = std::make_unique<Source>(Source{bytes});
  zip_source_t* const functions = zip_source_function_create(&Source::call, source.get(), &error);
  zip_t* const archive = functions == nullptr ? nullptr : zip_open_from_source(functions, ZIP_RDONLY, &error);
  if (archive == nullptr && functions != nullptr) zip_source_free(functions);
  zip_error_fini(&error);
  if (archive == nullptr) return nullptr;
  std::unique_ptr<ZipArchive> made(new ZipArchive(archive, std::move(source)));
  return zip_get_num_entries(archive, 0) > most_parts ? nullptr : std::move(made);
}

std::unique_ptr<ZipPart> ZipArchive::part(const std::string& name) const {
  zip_stat_t status;
  zip_stat_init(&status);
  const zip_int64_t index = zip_name_locate(archive_, name.c_str(), ZIP_FL_NOCASE);
  if (index < 0 || zip_stat_index(archive_, static_cast<zip_uint64_t>(index), 0, &status) != 0) return nullptr;
  if ((status.valid & (ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE)) != (ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE)) return nullptr;
  zip_file_t* const file = zip_fopen_index(archive_, static_cast<zip_uint64_t>(index), 0);
  if (file == nullptr) return nullptr;
  const std::size_t packed = std::min<std::size_t>(status.comp_size, source_->bytes.size());
  return std::make_unique<ZipPart>(file, std::min(most_of_a_part, always_allowed + packed * most_for_a_byte),
                                   status.size);
}

}  // namespace cepol::files
