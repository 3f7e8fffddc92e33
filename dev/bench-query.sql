-- The 2017 notice's 审验 in SQL, written by hand for it: what dev/bench measures cepol against. Default readings, complete
-- data, no reasons. $folder and $results are replaced.
COPY (
  WITH learned AS (
    SELECT 证书编号, 年度,
           sum(学时) FILTER (科目 = '公需科目') AS common,
           sum(学时) FILTER (科目 = '专业科目') AS special
    FROM read_csv('$folder/学习.csv', header = true, delim = ',', quote = '"',
                  types = {'证书编号': 'VARCHAR', '年度': 'INTEGER', '学时': 'DECIMAL(9, 1)', '班次编号': 'VARCHAR'})
    WHERE 考核结果 = '合格' AND 核定 = '是' AND 班次编号 IS NULL AND 年度 BETWEEN 2015 AND 2017
    GROUP BY ALL
  ), exams AS (
    SELECT 证书编号, CAST(substr(成绩日期, 1, 4) AS INTEGER) AS 年度,
           30 * (max(CASE WHEN 考试类别 = '职业资格' THEN 1 ELSE 0 END) + max(CASE WHEN 考试类别 <> '职业资格' THEN 1 ELSE 0 END)) AS special
    FROM read_csv('$folder/考试.csv', header = true, delim = ',', quote = '"', all_varchar = true)
    WHERE 结果 = '合格' AND ((考试类别 = '职业资格' AND 考区 = '区内') OR 考试类别 IN ('职称外语', '职称计算机'))
    GROUP BY ALL
  ), yearly AS (
    SELECT coalesce(l.证书编号, e.证书编号) AS 证书编号, coalesce(l.年度, e.年度) AS 年度,
           coalesce(l.common, 0) AS common, coalesce(l.special, 0) + coalesce(e.special, 0) AS special
    FROM learned l FULL JOIN exams e ON l.证书编号 = e.证书编号 AND l.年度 = e.年度
  ), people AS (
    SELECT row_number() OVER () AS place, 证书编号, 性别 = '男' AS male,
           申报级别 IN ('正高级', '副高级', '中级') AS high,
           date_sub('year', CAST(出生年月 AS DATE), CAST(送审日期 AS DATE)) AS age
    FROM read_csv('$folder/人员.csv', header = true, delim = ',', quote = '"', all_varchar = true)
  ), earned AS (
    SELECT p.place, p.证书编号, any_value(p.male) AS male, any_value(p.high) AS high, any_value(p.age) AS age,
           coalesce(sum(y.common + y.special), 0) AS hours,
           count(*) FILTER (y.common > 0 AND y.special > 0) AS steady_years
    FROM people p LEFT JOIN yearly y ON p.证书编号 = y.证书编号 AND y.年度 BETWEEN CASE WHEN p.high THEN 2015 ELSE 2016 END AND 2017
    GROUP BY p.place, p.证书编号
  )
  SELECT 证书编号,
         CASE WHEN age >= CASE WHEN male THEN 55 ELSE 50 END THEN '免予要求'
              WHEN hours * CASE WHEN age >= CASE WHEN male THEN 50 ELSE 45 END THEN 3 ELSE 1 END >= CASE WHEN high THEN 170 ELSE 130 END
                   AND steady_years = CASE WHEN high THEN 3 ELSE 2 END THEN '合格'
              ELSE '不合格' END AS 审验
  FROM earned ORDER BY place
) TO '$results' (HEADER true, DELIMITER ',');
