/// Words from which people make passwords when they must be long: in Dutch and in English, without accents or capitals.
enum CommonPasswords {
  static let words = """
    wachtwoord password passwort motdepasse paswoord passphrase geheim secret welkom welcome hallo hello inloggen login
    aanmelden beheerder administrator admin root gebruiker user gast guest test testen testing demo voorbeeld example
    kompas kompass compass klant klanten customer customers organisatie organisation bedrijf company kantoor office
    qwertyuiop qwerty azerty asdfghjkl asdfgh asdf zxcvbnm zxcvbn qazwsx qaz wsx edc iloveyou ikhouvanjou ilove lovely love
    liefde liefje schatje princess prinses prins sunshine zonnetje zon zomer herfst winter lente voorjaar najaar summer
    spring autumn januari februari maart april mei juni juli augustus september oktober november december january
    february march may june july august october maandag dinsdag woensdag donderdag vrijdag zaterdag zondag monday tuesday
    wednesday thursday friday saturday sunday voetbal football feyenoord ajax psv amsterdam rotterdam utrecht denhaag
    eindhoven groningen nederland holland netherlands belgie vlaanderen europa monkey dragon draken tijger tiger lion
    leeuw hond poes katten master meester shadow superman batman pokemon starwars computer internet iphone android google
    facebook samsung microsoft letmein laatmeerin trustno changeme veranderme verander nieuw newpassword mijn mine baby
    mama papa moeder vader mother father family familie vriend friend friends school vakantie holiday koffie coffee
    chocolade chocolate appel apple banaan banana kaas cheese bier beer hamburger pizza rood blauw groen geel oranje
    orange black white blue green yellow purple paars gouden golden silver zilver geld money engel angel hemel heaven
    jezus jesus christ god whatever never forever altijd always goedemorgen goodmorning mustang ferrari porsche mercedes
    volkswagen harley thomas daniel michael jessica jennifer ashley michelle charlie jordan maria anna emma sophie
    correcthorsebatterystaple eenvoudig makkelijk moeilijk makkelijker onthouden vergeten forgot abcdefghijkl abcdefgh
    abcdef abcd
    """.split(whereSeparator: \.isWhitespace).map(String.init)
}
