"""What people write for a time zone beside the names of the tz database: cities."""

_CITIES = {
    "Africa/Cairo": "alexandria, giza",
    "Africa/Johannesburg": "cape_town, durban, pretoria, soweto",
    "Africa/Lagos": "abuja, ibadan, kano",
    "America/Bogota": "cali, medellin",
    "America/Chicago": "austin, dallas, houston, milwaukee, minneapolis, new_orleans, san_antonio,"
    "st_louis",
    "America/Denver": "albuquerque, colorado_springs, salt_lake_city",
    "America/Edmonton": "calgary",
    "America/Los_Angeles": "las_vegas, oakland, portland, sacramento, san_diego, san_francisco,"
    "seattle, silicon_valley",
    "America/Mexico_City": "guadalajara, puebla",
    "America/New_York": "atlanta, baltimore, boston, brooklyn, charlotte, cleveland, columbus,"
    "miami, orlando, philadelphia, pittsburgh, washington, washington_dc",
    "America/Phoenix": "tucson",
    "America/Sao_Paulo": "belo_horizonte, brasilia, curitiba, porto_alegre, rio, rio_de_janeiro",
    "America/Toronto": "ottawa, quebec, quebec_city",
    "Asia/Dubai": "abu_dhabi, sharjah",
    "Asia/Ho_Chi_Minh": "da_nang, hanoi",
    "Asia/Karachi": "islamabad, lahore, rawalpindi",
    "Asia/Kolkata": "ahmedabad, bangalore, bengaluru, bombay, chennai, delhi, hyderabad, jaipur,"
    "kochi, madras, mumbai, new_delhi, pune",
    "Asia/Riyadh": "dammam, jeddah, mecca",
    "Asia/Seoul": "busan, incheon",
    "Asia/Shanghai": "beijing, chengdu, guangzhou, hangzhou, nanjing, peking, shenzhen, wuhan",
    "Asia/Taipei": "kaohsiung",
    "Asia/Tokyo": "kyoto, nagoya, osaka, sapporo, yokohama",
    "Australia/Brisbane": "gold_coast",
    "Europe/Amsterdam": "eindhoven, rotterdam, the_hague, utrecht",
    "Europe/Berlin": "bonn, cologne, dresden, dusseldorf, düsseldorf, frankfurt, hamburg, hannover,"
    "köln, leipzig, munich, münchen, nuremberg, stuttgart",
    "Europe/Brussels": "antwerp, bruges, ghent",
    "Europe/Copenhagen": "aarhus",
    "Europe/Helsinki": "espoo, tampere",
    "Europe/Istanbul": "ankara, izmir",
    "Europe/Kyiv": "kharkiv, lviv, odesa, odessa",
    "Europe/Lisbon": "braga, coimbra, porto",
    "Europe/London": "bristol, cardiff, edinburgh, glasgow, leeds,"
    "liverpool, manchester, oxford, sheffield",
    "Europe/Madrid": "barcelona, bilbao, malaga, sevilla, seville, valencia",
    "Europe/Moscow": "saint_petersburg, st_petersburg",
    "Europe/Oslo": "bergen, trondheim",
    "Europe/Paris": "bordeaux, lille, lyon, marseille, nantes, nice, strasbourg, toulouse",
    "Europe/Prague": "brno",
    "Europe/Rome": "bologna, florence, milan, milano, naples, turin, venice",
    "Europe/Stockholm": "gothenburg, göteborg, malmo, malmö, uppsala",
    "Europe/Vienna": "graz, innsbruck, linz, salzburg",
    "Europe/Warsaw": "gdansk, krakow, kraków, lodz, poznan, wroclaw",
    "Europe/Zurich": "basel, bern, geneva, genève, lausanne, zürich",
    "Pacific/Auckland": "christchurch, wellington",
}
CITIES = {
    city.strip(): zone for zone, cities in _CITIES.items() for city in cities.split(",")
}  # fmt: skip
"""Cities that are no names of zones, as a name of a zone would spell them, with their zone."""
