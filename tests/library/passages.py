"""Short texts on policy in the languages that the library meets, written for these tests."""

BOKMAL = """
Kommunene har de siste årene fått ansvar for stadig flere oppgaver, uten at det alltid har fulgt med penger eller fagfolk.
Utvalget mener derfor at staten må vise større tilbakeholdenhet med å detaljstyre hvordan tjenestene skal utformes lokalt.
Særlig i små kommuner med lange avstander kan krav om bemanning og kompetanse bli vanskelige å innfri. Det betyr ikke at
innbyggerne der skal måtte nøye seg med et dårligere tilbud, men at løsningene må kunne se annerledes ut enn i de store
byene. Vi foreslår blant annet at nabokommuner får bedre anledning til å samarbeide om barnevern, legevakt og planlegging, og
at fylkeskommunene gir veiledning når de blir bedt om det. Forslaget vil etter vårt syn koste lite, og det kan gjennomføres
uten endringer i loven. Et mindretall i utvalget er uenig. De peker på at frivillig samarbeid har vært forsøkt i mange år, og
at det sjelden har ført fram der behovet er størst. Mindretallet ønsker i stedet at kommuner med færre enn tre tusen
innbyggere slås sammen.
"""

NYNORSK = """
Kommunane har dei siste åra fått ansvar for stadig fleire oppgåver, utan at det alltid har følgt med pengar eller fagfolk.
Utvalet meiner difor at staten må vere meir varsam med å detaljstyre korleis tenestene skal utformast lokalt. Særleg i små
kommunar med lange avstandar kan krav om bemanning og kompetanse bli vanskelege å innfri. Det tyder ikkje at innbyggjarane
der skal måtte nøye seg med eit dårlegare tilbod, men at løysingane må kunne sjå annleis ut enn i dei store byane. Vi gjer
framlegg om at nabokommunar får betre høve til å samarbeide om barnevern, legevakt og planlegging, og at fylkeskommunane gjev
rettleiing når dei blir bedne om det. Framlegget vil etter vårt syn koste lite, og det kan gjennomførast utan endringar i
lova. Eit mindretal i utvalet er usamd. Dei peikar på at frivillig samarbeid har vore prøvd i mange år, og at det sjeldan har
ført fram der trongen er størst. Mindretalet ønskjer i staden at kommunar med færre enn tre tusen innbyggjarar blir slegne
saman.
"""

DANISH = """
Kommunerne har i de seneste år fået ansvaret for stadig flere opgaver, uden at der altid er fulgt penge eller faglært
personale med. Udvalget mener derfor, at staten bør være mere tilbageholdende med at styre i detaljer, hvordan tilbuddene
skal udformes lokalt. Navnlig i små kommuner med store afstande kan krav til bemanding og uddannelse blive svære at opfylde.
Det betyder ikke, at borgerne dér skal nøjes med en ringere service, men at løsningerne må kunne se anderledes ud end i de
store byer. Vi foreslår blandt andet, at nabokommuner får bedre mulighed for at arbejde sammen om børneområdet, lægevagten og
planlægningen, og at regionerne giver vejledning, når de bliver bedt om det. Forslaget vil efter vores opfattelse koste meget
lidt, og det kan gennemføres uden at ændre loven. Et mindretal i udvalget er uenigt. De peger på, at frivilligt samarbejde
har været forsøgt i mange år, og at det sjældent er lykkedes dér, hvor behovet er størst. Mindretallet ønsker i stedet, at de
mindste kommuner lægges sammen.
"""

SWEDISH = """
Kommunerna har under de senaste åren fått ansvar för allt fler uppgifter utan att det alltid har följt med pengar eller
utbildad personal. Utredningen anser därför att staten bör vara mer återhållsam med att i detalj styra hur verksamheten ska
utformas lokalt. Framför allt i små kommuner med långa avstånd kan krav på bemanning och kompetens bli svåra att uppfylla.
Det innebär inte att invånarna där ska behöva nöja sig med sämre service, men lösningarna måste få se annorlunda ut än i de
stora städerna. Vi föreslår bland annat att grannkommuner får bättre möjligheter att samverka om socialtjänst, sjukvård och
planering och att regionerna ger vägledning när de blir ombedda. Förslaget kostar enligt vår bedömning lite och kan
genomföras utan att lagen ändras. En minoritet i utredningen är av en annan mening. De pekar på att frivillig samverkan har
prövats i många år och sällan har lett till något där behovet är som störst. Minoriteten vill i stället att de minsta
kommunerna läggs samman.
"""

FINNISH = """
Kunnat ovat viime vuosina saaneet vastuulleen yhä enemmän tehtäviä ilman, että rahoitus tai koulutettu henkilöstö olisi aina
lisääntynyt samassa tahdissa. Työryhmä katsoo siksi, että valtion pitäisi olla pidättyväisempi ohjatessaan
yksityiskohtaisesti sitä, miten palvelut järjestetään paikallisesti. Etenkin pienissä kunnissa, joissa välimatkat ovat
pitkiä, henkilöstöä ja osaamista koskevat vaatimukset voivat olla vaikeita täyttää. Tämä ei tarkoita, että asukkaiden pitäisi
tyytyä siellä huonompiin palveluihin, vaan sitä, että ratkaisujen täytyy voida olla erilaisia kuin suurissa kaupungeissa.
Ehdotamme, että naapurikunnat saavat paremmat mahdollisuudet tehdä yhteistyötä lastensuojelussa, päivystyksessä ja
kaavoituksessa. Ehdotus maksaa arviomme mukaan vähän, ja se voidaan toteuttaa muuttamatta lakia. Työryhmän vähemmistö on eri
mieltä ja haluaa sen sijaan yhdistää pienimmät kunnat.
"""

ENGLISH = """
In recent years the municipalities have been given a growing number of tasks, and neither money nor trained staff have always
followed. The committee therefore believes that central government should be more reluctant to decide in detail how services
are organised locally. In small municipalities with long distances, requirements for staffing and skills may be hard to meet.
This does not mean that people who live there should have to put up with poorer services, but that the solutions must be
allowed to look different from those of the larger cities. We propose that neighbouring municipalities be given better
opportunities to work together on child welfare, emergency care and planning, and that the counties offer guidance when they
are asked to. In our view the proposal will cost little and can be carried out without amending the law. A minority of the
committee disagrees. They point out that voluntary cooperation has been tried for many years and has seldom succeeded where
the need is greatest.
"""

NORTHERN_SAMI = """
Sámediggi oaivvilda ahte sámi mánáin ja nuorain galgá leat vuoigatvuohta oahppat iežaset giela skuvllas. Gielddat galget
láhčit dili nu ahte sámegiella gullo ja oidno buot bálvalusain, ja stáhta ferte juolludit eanet ruđa dán bargui. Mii
dárbbašit maid eanet oahpaheaddjiid geat máhttet sámegiela, ja ođđa oahpponeavvuid mat heivejit min servodahkii. Boazodoallu
ja guolásteapmi leat dehálaš ealáhusat, ja daid ovdii galgá bargat ovttas báikkálaš olbmuiguin. Ráđđehus galgá gulahallat
Sámedikkiin ovdal go mearrida áššiid mat gusket sápmelaččaide.
"""

ICELANDIC = """
Ríkisstjórnin hefur samþykkt nýja byggðaáætlun fyrir næstu fimm ár. Í áætluninni er lögð áhersla á að jafna aðgengi íbúa að
þjónustu og að styrkja sjálfbæra þróun um allt land. Sveitarfélög fá aukið hlutverk við skipulag samgangna og atvinnulífs, og
sérstakur sjóður verður stofnaður til að styðja nýsköpun utan höfuðborgarsvæðisins.
"""

FAROESE = """
Landsstýrið hevur samtykt eina nýggja ætlan fyri økismenning í Føroyum. Í ætlanini verður lagt upp til, at kommunurnar skulu
hava størri ábyrgd av skúlum og eldrarøkt, og at samferðslan millum oyggjarnar skal gerast betri. Fólk skulu kunna búgva og
arbeiða um alt landið, og vinnulívið skal fáa lættari atgongd til góða netsamband.
"""

DUTCH = """
De gemeenten hebben de afgelopen jaren steeds meer taken gekregen, zonder dat er altijd geld of geschoold personeel bij kwam.
De commissie vindt daarom dat het rijk zich minder moet bemoeien met de manier waarop de voorzieningen plaatselijk worden
ingericht. Vooral in kleine gemeenten met grote afstanden is het moeilijk om aan alle eisen te voldoen.
"""

RUSSIAN = """
В последние годы муниципалитеты получают всё больше задач, но деньги и подготовленные сотрудники появляются далеко не всегда.
Поэтому комиссия считает, что государство не должно подробно определять, как устроены услуги на местах. Особенно трудно
выполнить такие требования в небольших муниципалитетах, где расстояния велики, а жителей мало.
"""

TITLE = "Det handler om Norge – Bærekraft i hele landet. Utredning om konsekvenser av demografiutfordringer i distriktene"

TABLE = "\n".join(
    f"{year} {year * 37 % 9973} {year * 11 % 997},{year % 10} {year % 61}–{year % 73} %" for year in range(1950, 2030)
)

TABLE_OF_NAMES = "\n".join(
    f"{name} {number * 7919 % 90000} {number * 31 % 100},{number % 10} {number * 17 % 1000} {number * 101 % 4000} {number}"
    for number, name in enumerate(
        ("Oslo", "Bergen", "Trondheim", "Stavanger", "Tromsø", "Drammen", "Bodø", "Skien") * 5, start=1001
    )
)
