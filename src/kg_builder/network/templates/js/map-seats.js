// Where the governments of the 34 provincial-level regions sit, for orientation on a map without borders.
// Name, English name, longitude, latitude: the rows of level "province" of data/packs/base/regions.csv, rounded to hundredths
// of a degree; SOURCES.md beside that table says where its points come from.
kg.mapSeats = [
  ["北京", "Beijing", 116.41, 39.90], ["天津", "Tianjin", 117.20, 39.08], ["河北", "Hebei", 114.53, 38.04],
  ["山西", "Shanxi", 112.56, 37.87], ["内蒙古", "Inner Mongolia", 111.77, 40.82], ["辽宁", "Liaoning", 123.43, 41.84],
  ["吉林", "Jilin", 125.33, 43.90], ["黑龙江", "Heilongjiang", 126.66, 45.74], ["上海", "Shanghai", 121.47, 31.23],
  ["江苏", "Jiangsu", 118.76, 32.06], ["浙江", "Zhejiang", 120.15, 30.27], ["安徽", "Anhui", 117.33, 31.73],
  ["福建", "Fujian", 119.30, 26.10], ["江西", "Jiangxi", 115.82, 28.64], ["山东", "Shandong", 117.02, 36.67],
  ["河南", "Henan", 113.75, 34.77], ["湖北", "Hubei", 114.34, 30.55], ["湖南", "Hunan", 112.98, 28.11],
  ["广东", "Guangdong", 113.27, 23.13], ["广西", "Guangxi", 108.33, 22.82], ["海南", "Hainan", 110.35, 20.02],
  ["重庆", "Chongqing", 106.55, 29.56], ["四川", "Sichuan", 104.08, 30.65], ["贵州", "Guizhou", 106.71, 26.60],
  ["云南", "Yunnan", 102.71, 25.05], ["西藏", "Tibet", 91.12, 29.65], ["陕西", "Shaanxi", 108.95, 34.27],
  ["甘肃", "Gansu", 103.83, 36.06], ["青海", "Qinghai", 101.78, 36.62], ["宁夏", "Ningxia", 106.26, 38.47],
  ["新疆", "Xinjiang", 87.63, 43.79], ["台湾", "Taiwan", 121.51, 25.04], ["香港", "Hong Kong", 114.17, 22.28],
  ["澳门", "Macao", 113.54, 22.19],
];
