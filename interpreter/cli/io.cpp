// Messages; those of the system in Chinese.
#include "interpreter/cli/io.hpp"

#include <cerrno>
#include <cstring>

#include "interpreter/cli/read_files.hpp"
#include "interpreter/database/postgres.hpp"
#include "interpreter/database/sqlite_results.hpp"
#include "interpreter/office/workbook.hpp"

namespace cepol::cli {

namespace {
constexpr std::size_t longest_listed = 100;  // characters of a name in a list
}  // namespace

std::string Io::system_words(const std::string& english) const {
  if (language == Language::en) return english;
  const std::pair<std::string_view, std::string_view> words[] = {
      {std::strerror(ENOENT), "没有这个文件或文件夹"},
      {std::strerror(EACCES), "没有权限"},
      {std::strerror(EISDIR), "这是文件夹"},
      {std::strerror(ENOTDIR), "路径中有一段不是文件夹"},
      {std::strerror(ENOSPC), "磁盘已满"},
      {std::strerror(EDQUOT), "超过了允许占用的磁盘空间"},
      {std::strerror(EPIPE), "管道已关闭"},
      {no_reader, "没有程序在读这个管道"},
      {std::strerror(EROFS), "磁盘只读"},
      {std::strerror(EEXIST), "已经存在"},
      {std::strerror(EFBIG), "文件太大"},
      {std::strerror(ELOOP), "链接绕了一圈又回到自己"},
      {std::strerror(ENAMETOOLONG), "名称太长"},
      {files::no_regular_file, "不是文件，而是管道或设备；请先存成文件"},
      {would_replace_input, "这次运行读入了它，不能盖掉；请换一个地方"},
      {would_share_file, "另一个表的结果也用这个文件名（只差大小写、全半角）；请写成 JSON"},
      {would_join_data, "它在数据的文件夹里，会混进数据；请换一个文件夹"},
      {database::advice::address,
       "地址认不出；写成 postgresql://用户@主机:5432/数据库，密码里的 @ 写成 %40，/ 写成 %2F，: 写成 %3A，? 写成 %3F"},
      {database::advice::connect, "请核对地址、服务器开着没有、用户和密码（密码最好放在 ~/.pgpass 或 PGPASSWORD 里）"},
      {database::advice::rights, "请向管数据库的人要这项权限"},
      {database::advice::read_only, "数据只读不改；请写不改动数据的 SELECT"},
      {database::advice::query, "请核对查询和里面的名称"},
      {database::advice::no_rows, "这个查询没有列；请写一条 SELECT"},
      {database::advice::table, "数据库里没有这个表或视图；请核对名称，或者写成 模式.名称"},
      {database::advice::several, "几个模式里都有；请写成 模式.名称"},
      {database::advice::other_rows, "再查一次，得到的行或者次序不同；请在查询里写 ORDER BY"},
      {database::advice::lost, "连接断了；请再运行一次"},
      {database::advice::other_table, "这个表已经有了，不是 cepol 写出的结果，没有盖掉；请用 ?schema=名称 换一个模式"},
      {database::advice::in_use, "别人正在用；请过一会儿再运行"},
      {database::advice::results, "这是 cepol 写出的结果，不是数据；请写数据的那个表"},
      {database::advice::used, "别的东西依赖这个表，而它的列现在不同了；请先去掉那个"},
      {database::sqlite_needs_file, "数据库要写成文件，不能写到管道或设备"},
      {"database or disk is full", "磁盘已满"},
      {office::workbook_needs_file, "工作簿要写成文件，不能写到管道或设备"},
      {office::workbook_incomplete, "工作簿没有写完整；是不是磁盘满了？"}};
  for (const auto& [own, zh] : words)
    if (english.ends_with(own)) {
      std::string_view before = std::string_view(english).substr(0, english.size() - own.size());
      const bool colon = before.ends_with(": ");  // after a file's name
      if (colon) before.remove_suffix(2);
      return std::string(before) + (colon ? "：" : "") + std::string(zh);
    }
  return english;
}

std::string Io::listed(const std::vector<std::string>& names, std::size_t most) const {
  std::string all;
  for (std::size_t i = 0; i < names.size() && i < most; ++i)
    all += (i == 0 ? std::string() : std::string(say("、", ", "))) + quotable(names[i], longest_listed);
  if (names.size() > most) all += say(" 等 {} 个", ", … ({} in all)", names.size());
  return all;
}

int Io::not_written(const std::string& english) const {
  message(say("cepol：结果没有写成：{}\n", "cepol: the results could not be written: {}\n", system_words(english)));
  return bad_usage;
}

}  // namespace cepol::cli
