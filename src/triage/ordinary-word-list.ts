/**
 * Ordinary English words, British spelling first, so that a misspelt word can be told from a
 * word that only looks like a misspelt one. Regular endings are left out (`ordinary-words.ts`
 * adds them). Made of the small and middle-sized lists of SCOWL (Spell Checker Oriented Word
 * Lists, copyright 2000-2018 Kevin Atkinson, free to use, copy, change and distribute as long
 * as this notice stays) and of the words that stand twice and more in public petitions, in
 * titles of information requests and in the project's own examples. Add a word here when a
 * rule takes it for a misspelt one.
 */
export const ORDINARY_WORD_LIST = `
werent stepdad stepmum stepkids stepson stepdaughter stepbrother stepsister godson goddaughter missus mrs grandkids meself
hisself themself upskirting crackhead livestream screenshot snapchat instagram whatsapp iphone facebook tiktok
crimestoppers safeguarding caseworker handwritten fingermark floorboard answerphone timesheet tracksuit carwash
breaktime lunchtime hometime sleepover playdate choirboy seatbelt staffroom bedsit bedsore stairlift cashpoint
handcuff wheelchair babysit babysitter childminder grandparent leicestershire derbyshire staffordshire
northamptonshire nottinghamshire handsworth melton bolton bangor francis andrew isabel curtis tobias lawson ismail
hallam aslam asher beatrice samson mansfield derby southall wandsworth whitechapel bloomsbury coldfield ratepayer
leaseholder stakeholder guesthouse greengrocer newsagent pushbike kidnap kidnapped hisself nother highfields handbrake
headscarf lamppost guildhall householder churchyard gatepost roleplay wristband watchlist whomever schoolkid
gatekeeper whistleblowing psychometric shortbread superhero narrowboat hairdressing crimestopper shopworker underspend
incivility walkway roadshow speedwatch playdate groundsman groundsmen holdall soulmate streetwise aftercare headcount
deputyship
aa aardvark aback abacus abandon abandonment abash abate abattoir abbey abbot abbott abbreviate abbreviation abdicate
abdication abdomen abdominal abduct abduction abel aberration abet abetted abetting abhor abhorred abhorrence
abhorrent abhorring abide ability abject ablaze able abler ablest ably abnormal abnormality aboard abode abolish
abolition abolitionist abominable abomination aboriginal aborigine abort abortion abortive abound about above
aboveboard abrasive abreast abridge abridgement abroad abrupt abrupter abruptest abruptness abscess abscond absence
absent absentee absenteeism absolute absolutest absolve absorb absorbent absorption abstain abstention abstinence
abstinent abstract abstraction abstruse absurd absurder absurdest absurdity abu abundance abundant abuse abuser
abusive abysmal abyss ac academic academically academy acas accede accelerate acceleration accelerator accent
accentuate accept acceptability acceptable acceptably acceptance access accessibility accessible accessory accident
accidental acclaim acclimate acclimation acclimatise accolade accommodate accommodation accomodation accompaniment
accompanist accompany accomplice accomplish accomplishment accord accordance accordion accost account accountability
accountable accountancy accountant accredit accreditation accrual accrue accumulate accumulation accuracy accurate
accusation accuse accuser accustom ace acerbic acetate ache achier achiest achievable achieve achievement achiever
achy acid acidic acidity acknowledge acknowledgement acne acorn acoustic acquaint acquaintance acquiesce acquiescence
acquire acquisition acquit acquittal acquitted acquitting acre acreage acrid acrider acridest acrimonious acrimony
acrobat acrobatic acronym across acrylic act action activate activation active activism activist activity actor
actress actual actualisation actuality actuary acumen acupuncture acute acuter acutest ad adage adam adamant adapt
adaptable adaptation adaptive adaptor add addendum addict addiction addictive addition additional additive address
addressee adept adequacy adequate adhere adherence adherent adhesion adhesive adjacent adjectival adjective adjoin
adjourn adjournment adjudicate adjudicator adjunct adjust adjustable adjustment admin administer administration
administrative administrator admirable admirably admiral admiration admire admirer admissible admission admit
admittance admitted admitting admonish admonition ado adobe adolescence adolescent adopt adoption adoptive adorable
adoration adore adorn adornment adrenaline adress adrift adroit ads adulation adult adulterate adulteration adultery
adulthood advance advancement advantage advantageous advent adventure adventurer adventurous adverb adverbial
adversary adverse adverser adversest adversity advert advertise advertisement advertiser advice advisable advise
adviser advisors advisory advocacy advocate aeon aerial aerobic aerodynamic aeroplane aerosol aerospace aesthetic
aesthetically af afar affable affably affair affect affectation affection affectionate affidavit affiliate affiliation
affinity affirm affirmation affirmative affix afflict affliction affluence affluent afford affordability affordable
affront afghanistan afield aflame afloat afoot aforementioned aforesaid afraid afresh africa african afro after
aftereffect afterlife afterlives aftermath afternoon aftershave aftershock afterthought afterward again against age
agen agency agenda agent aggravate aggravation aggregate aggression aggressive aggressiveness aggressor aggrieve
aghast agile agility agitate agitation agitator aglow agnostic agnosticism ago agonise agony agree agreeable agreeably
agreement agricultural agriculture aground ah aha ahead ahoy ai aid aide aider ail ailment aim aimless aint air
airborne aircraft airfare airfield airier airiest airily airless airline airliner airmail airport airspace airstrip
airtight airwaves airy aisle ajar aka akin al alan alarm alarmist alas alb albeit albino album alcohol alcoholic
alcoholism alcove alderman aldermen alderwoman alderwomen aldi ale alert alfalfa alga algae algebra algebraic
algorithm alias alibi alien alienate alienation alight align alignment alike alimony alive alkali alkaline all allay
allegation allege allegiance allegorical allegory allergic allergy alleviate alleviation alley alliance alligator
allocate allocation allot allotment allotted allotting allow allowable allowance alloy allude allure allusion ally
almanac almighty almond almost alms aloft aloha alone along alongside aloof aloud alpha alphabet alphabetic
alphabetical alphanumeric alpine already alright alsa also altar alter alterable alteration altercation alternate
alternation alternative alternator although altitude alto altogether altruism altruistic aluminium alumna alumnae
alumni alumnus always am amalgamate amalgamation amass amateur amateurish amaze amazement amazon ambassador
ambassadorial amber ambidextrous ambience ambient ambiguity ambiguous ambition ambitious ambivalence ambivalent amble
ambulance ambush amd ameliorate amelioration amen amenable amend amendment amenity america american amethyst amiable
amiably amicable amicably amid amidst amiss ammo ammonia ammunition amnesia amnesiac amnesty amoeba amok among amongst
amoral amorous amorphous amount amp ampere ampersand amphetamine amphibian amphibious amphitheatre ample ampler
amplest amplification amplifier amplify amplitude amputate amputation amputee amulet amuse amusement an anachronism
anachronistic anaemia anaemic anaesthesia anaesthesiologist anaesthetic anaesthetise anaesthetist anagram anal
analgesic analogous analogue analogy analyse analyser analysis analyst analytic analytical anarchic anarchism
anarchist anarchy anathema anatomical anatomy ancestor ancestral ancestry anchor anchorage anchorman anchormen
anchorwoman anchorwomen anchovy ancient ancienter ancientest and anderson android andy anecdotal anecdote anew angel
angela angelic angelically anger angle angler anglia angrier angriest angrily angry angst anguish angular animal
animate animation animosity ankle anna annals annex annexation annihilate annihilation anniversary annotate annotation
announce announcement announcer annoy annoyance annual annuity annul annulled annulling annulment annum anoint
anomalous anomaly anon anonymised anonymity anonymous anorak anorexia anorexic another answer answerable ant antacid
antagonise antagonism antagonist antagonistic antagonistically antarctica ante anteater antebellum antelope antenna
antennae anthem anthill anthology anthony anthrax anthropological anthropologist anthropology anti antibiotic antibody
antic anticipate anticipation anticlimactic anticlimax antidote antifreeze antihistamine antipathy antiperspirant
antiquate antique antiquity antiseptic antisocial antitheses antithesis antitrust antler antonio antonym anus anvil
anxiety anxious any anybody anyhow anymore anyone anyplace anything anytime anyway anywhere aol aonb aorta ap apache
apart apartheid apartment apathetic apathy ape apec aperitif aperture apex aphorism aphrodisiac api apiece aplomb
apocalypse apocalyptic apocryphal apolitical apologetic apologetically apologise apology apoplectic apoplexy apostle
apostolic apostrophe app appal appalled appalling apparatus apparel apparelled apparelling apparent apparition appeal
appear appearance appease appeasement append appendage appendices appendicitis appendix appetiser appetising appetite
applaud applause apple applesauce appliance applicability applicable applicant application applicator appoint
appointee appointment apportion apposite appraisal appraise appreciable appreciate appreciation appreciative apprehend
apprehension apprehensive apprentice apprenticeship apprise approach approachable approbation appropriate
appropriation approval approve approx approximate approximation apricot april apron apt apter aptest aptitude
aquamarine aquarium aquatic aqueduct ar arabia arable arbiter arbitrarily arbitrary arbitrate arbitration arbitrator
arboretums arbour arc arcade arcadia arcane arch archaeological archaeologist archaeology archaic archbishop archer
archery archest archetypal archipelago architect architectural architecture archive archway arctic arden ardent ardour
arduous are area arena arent arfon argentina args arguable arguably argue argument argumentative aria arial arid arise
arisen aristocracy aristocrat aristocratic arithmetic ark arm armadillo armament armband armchair armenia armful
armhole armistice armour armourer armoury armpit army aroma aromatic arose around arousal arouse arraign arraignment
arrange arrangement array arraylist arrears arrest arrival arrive arrogance arrogant arrow arse arsehole arsenal
arsenic arson arsonist art artefact arterial artery artful arthritic arthritis arthur artichoke article articulate
articulation artifice artificial artillery artisan artist artistic artistically artistry artsier artsiest artsy
artwork as asap asb asbestos asc ascend ascendancy ascension ascent ascertain ascetic ascii ascribe asda asexual ash
ashamed ashby ashcan ashen ashore ashtray asia asian aside ask askance askew asleep asparagus aspect aspen aspersion
asphalt asphyxiate asphyxiation aspirant aspiration aspire aspirin ass assail assailant assassin assassinate
assassination assault assaulter assemble assembler assembly assemblyman assemblymen assemblywoman assemblywomen assent
assert assertion assertive assertiveness assessed assesses assessing assessment assessor asset assign assignee
assignment assimilate assimilation assist assistance assistant associate association associative assort assortment
assume assumption assurance assure asterisk asteroid asthma asthmatic astonish astonishment astound astray astride
astringent astrologer astrological astrology astronaut astronomer astronomical astronomy astroturf astute astuter
astutest aswell asylum asymmetry asymptomatic asynchronous at ate atheism atheist atheistic athlete athletic atlas atm
atmosphere atmospheric atom atomic atone atonement atrocious atrocity attach attachment attack attacker attain
attainable attainment attempt attenborough attend attendance attendant attendees attention attentive attest attic
attire attitude attorney attract attraction attractive attractiveness attributable attribute attribution attune au
auburn auction auctioneer audacious audacity audi audible audibly audience audio audiovisual audit audition auditor
auditorium auditory aug augment august auguster augustest aunt auntie aura aural auspice auspicious austere austerer
austerest austerity austin australia australian austria authentic authentically authenticate authentication
authenticity author authorisation authorise authoritarian authoritative authority authorized authorship autism
autistic auto autobiographical autobiography autocracy autocrat autocratic autograph automate automatic automatically
automation automobile automotive autonomous autonomy autopsy autoworker autumn autumnal auxiliary av ava avail
availability available avalanche avarice avaricious ave avenge avenue average averse aversion avert aviation aviator
avid avocado avoid avoidable avoidance avow avowal await awake awaken award aware awareness awash away awe awesome
awful awfuller awfullest awhile awkward awkwarder awkwardest awkwardness awning awoke awoken awry axe axiom axiomatic
axis axle aye azalea azerbaijan azure ba baa babble babe babier babiest baboon baby babyish babysat babysit babysitter
babysitting bachelor back backbone backbreaking backdrop backer backfire backgammon background backhand backlash
backlog backlogged backlogging backpack backpacker backside backslash backspace backstage backstroke backtrack backup
backward backwoods backyard bacon bacs bacteria bacterial bacterium bad badder baddest bade badge badger badlands
badman badminton badmouth badness baffle bag bagel baggage bagged baggier baggiest bagging baggy baglan bagpipe bail
bailiff bailout bait bak bake baker bakery balaclava balance balcony bald balder baldest baldness bale baleful ball
ballad ballast ballerina ballet ballistic ballon balloon ballot ballpark ballroom bally balm balmier balmiest balmy
baloney bamboo bamboozle bame ban banal banality banana band bandage bandanna bandier bandiest bandit bandstand
bandwagon bandwidth bandy bane bang bangers bangle bani banish banister banjo bank banker banknote bankrupt bankruptcy
banned banner banning banquet banter baptise baptism baptismal bar barb barbados barbarian barbaric barbarism
barbarous barbecue barbell barber barbiturate barcelona barcodes bard bare bareback barefoot barer barest barf bargain
bargainer barge baritone bark barley barmaid barman barn barnacle barnyard barometer barometric baron baroness baroque
barrack barrage barred barrel barrelled barrelling barren barrener barrenest barrette barricade barrier barring
barrington barrio barrister barroom bartender barter base baseball baseline baseload basement baser basest bash
bashful basic basically basil basin basis bask basket basketball bass bassist bassoon bastard baste bat batch bate
bath bathe bathrobe bathroom bathtub baton batsman battalion batted batter battery batting battle battlefield
battleground battleship baud baulk bawdier bawdiest bawdy bawl bay bayonet bayou bazaar bb bbc bbls bbq be beach
beacon bead beadier beadiest beadle beady beagle beak beaker beam bean bear bearable beard bearer beast beat beaten
beater beautician beautiful beautify beauty beaver beberg bebop became because beck beckon becky become bed bedbug
bedclothes bedded bedder bedding bedford bedlam bedpan bedraggle bedridden bedrock bedroom bedside bedspread bedtime
bee beech beef beefier beefiest beefy beehive beeline been beep beeper beer beeswax beet beetle beeves befall befallen
befell befit befitted befitting before beforehand befriend beg began beggar begged begging begin beginner beginning
begrudge beguile begun behalf behalves behave behavior behaviour behavioural behead beheld behind behold beholder
beige belabour belated belch belfry belie belief believable believe believer belittle bell bellboy bellhop
belligerence belligerent bellow belly bellybutton belong beloved below belt beltway belying bemoan bemuse ben bench
benchmark bend bender beneath benediction benefactor beneficial beneficiary benefit benefitting benevolence benevolent
benifit benighted benign bent bequeath bequest berate bereave bereavement bereft beret berry berserk bert berth
beseech beset besetting beside besiege besought bess best bestial bestiality bestow bestseller bet beta betcha beth
bethnal betray betrayal betrothal better betterment betting bettor between bevan bevel bevelled bevelling beverage
beveridge beware bewilder bewilderment bewitch beyond bf bg bhs bi bias bib bible biblical bibliographic bibliography
bicentennial bicep bicker bicycle bid bidden bidder bidding bide biennial bifocals big bigamist bigamous bigamy bigger
biggest biggie biggs bigmouth bigot bigotry bigwig bike biker bikini bilateral bile bilingual bill billboard billfold
billiards billion billionaire billionth billow bimbo bimonthly bin binary bind binder binge bingo binned binning
binocular binomial bio biochemical biochemistry biodegradable biodegrade biodiverse biodiversity bioethanol biofuel
biographer biographical biography biological biologist biology biomass biomethane biontech biopsy bipartisan biped
biplane birch bird birdbrained birdcage birdseed birdwatching birmingham birth birthday birthmark birthplace birthrate
biscuit bisect bisection bisexual bishop bison bit bitbitch bitch bitchier bitchiest bitchy bite bitmap bitten bitter
bitterer bitterest bitterness bittersweet biweekly bizarre blab blabbed blabbermouth blabbing black blackberry
blackbird blackboard blacken blacker blackest blackhead blackjack blacklist blackmail blackmailer blackness blackout
blacksmith blacktop blacktopped blacktopping bladder blade blah blame blameless blamer blanch blancmange bland blander
blandest blank blanker blankest blanket blankness blare blaspheme blasphemous blasphemy blast blaster blastoff blatant
blaze blazer bleach bleacher bleak bleaker bleakest bleakness blearier bleariest blearily bleary bleat bled bleed
blemish blend blender bless blew blf blight blimp blind blinder blindest blindfold blindness blink blinker blip bliss
blissful blister blithe blither blithest blitz blizzard bloat blob blobbed blobbing bloc block blockade blockage
blockbuster blocker blockhead blog blogged blogger blogging bloke blond blonde blonder blondest blood bloodbath
bloodhound bloodier bloodiest bloodless bloodshed bloodshot bloodstain bloodstream bloodthirstier bloodthirstiest
bloodthirsty bloody bloom blooper blossom blot blotch blotchier blotchiest blotchy blotted blotter blotting blouse
blow blower blown blowout blowtorch blowup blubber bludgeon blue bluebell blueberry bluebird bluegrass blueprint bluer
bluest bluff bluffer bluffest bluish blunder blunt blunter bluntest bluntness blur blurb blurred blurrier blurriest
blurring blurry blurt blush blusher bluster bn boa boar board boarder boardinghouse boardroom boardwalk boast boastful
boat bob bobbed bobbin bobbing bobby bobcat bobsled bobsledded bobsledding bode bodice bodily body bodyboards
bodybuilding bodyguard bodywork bog bogeyman bogeymen bogged bogging boggle bogus bohemian boil boiler boisterous bold
bolder boldest boldness bollards bollywood bologna bolsonaro bolster bolt bom bomb bombard bombardment bomber
bombshell bonanza bond bondage bone bonfire bongo bonier boniest bonkers bonnet bonus bony boo boob booby boogie
boohoo book bookcase bookend bookie bookkeeper bookkeeping booklet bookmaker bookmark bookshelf bookshop bookstore
bookworm boom boomerang boon boondocks boor boorish boost booster boot bootee booth bootleg bootlegged bootlegger
bootlegging bootstrap booty booze boozer bop bopped bopping border borderline bore boredom boris born borne borough
borrow borrower bosom boss bossier bossiest bossily bossiness bossy boston bot botanical botanist botany botch both
bother bothersome bottle bottleneck bottom bottomless bough bought boulder boulevard bounce bouncer bouncier bounciest
bouncy bound boundary boundless bountiful bounty bouquet bourbon bourgeois bourgeoisie bout boutique bovine bow bowel
bowhunting bowl bowlegged bowler box boxcar boxer boy boycott boyfriend boyhood boyish bozo bp bps bra brace bracelet
brachiocephalic bracket brackish bradford brag braggart bragged bragging braid brain brainchild brainchildren brainier
brainiest brainless brainstorm brainwash brainy braise brake bran branch brand brandish brandy brash brasher brashest
brasses brassier brassiere brassiest brassy brat bravado brave braver bravery bravest bravo brawl brawn brawnier
brawniest brawny bray brazen brazier brazil brazilian breach bread breadbasket breadth breadwinner break breakable
breakdown breakfast breakneck breakpoints breakthrough breakup breakwater bream breast breastfeeding breaststroke
breath breathe breather breathless breathtaking bred breed breeder breeze breezier breeziest breezy brent brethren
brevity brew brewer brewery brexit brian bribe bribery brick bricklayer bricklaying bridal bride bridegroom bridesmaid
bridge bridle bridleways brief briefcase briefer briefest brigade bright brighten brighter brightest brightness
brilliance brilliant brim brimmed brimming brimstone brine bring brinier briniest brink briny brisk brisker briskest
bristle bristol britain britches britian british britons brits brittle brittler brittlest bro broach broad broadband
broadcast broadcaster broaden broader broadest broadside brocade broccoli brochure brogue broil broiler broke broken
brokenhearted broker brokerage bromley bronchitis bronco bronze brooch brood brook broom broomstick broth brothel
brother brotherhood brough brought brow browbeat browbeaten brown browner brownest brownfield brownie brownish
brownstone browse browser bruise brunch brunette brunt brush brusque brusquer brusquest brutal brutalise brutality
brute brutish bsd bsl bst btec btw bubble bubblier bubbliest bubbly buck bucket buckinghamshire buckle bucktoothed bud
budapest budded budding buddy budge budget budgie buf buff buffalo buffer buffet buffoon bug bugged bugger buggier
buggiest bugging buggy bugle bugler bugtraq build builder buildup built bulb bulbous bulgaria bulge bulk bulkier
bulkiest bulky bull bulldog bulldogged bulldogging bulldoze bulldozer bullet bulletin bulletproof bullfight
bullfighter bullfrog bullion bullish bullshit bullshitted bullshitting bully bum bumble bumblebee bummed bummer
bummest bumming bump bumper bumpier bumpiest bumpy bun bunch bundesliga bundle bung bungalow bungle bungler bunion
bunk bunker bunny buoy buoyancy buoyant burble burden burdensome bureau bureaucracy bureaucrat bureaucratic burger
burglar burglarise burglary burgle burial burlap burlesque burlier burliest burly burn burner burnham burnish burnt
burp burr burro burrow bursar bursary burst bury bus busboy bush bushel bushelled bushelling bushier bushiest bushy
busier busiest busily business businesslike businessman businessmen businesswoman businesswomen bust buster bustle
busy busybody busywork but butcher butchery butler butt butte butter buttercup butterfingers butterfly buttermilk
butterscotch buttery buttock button buttonhole buttress buxom buy buyer buyout buzz buzzard buzzer buzzword by bye
bygone bylaw bypass bys bystander byte byway ca cab cabaret cabbage cabbed cabbing cabby cabin cabinet cable caboose
cacao cache cachet cackle cacti cactus cad cadaver caddie caddying cadence cadet cadre caesar cafe cafeteria caffeine
cage cagey cagier cagiest cahoot cajole cake calamity calcium calculate calculation calculator calculi calculus
calendar calf calibrate calibration calibre calico california call callable caller calligraphy callous callousness
callow callus calm calmer calmest calmness calorie calve cam camaraderie cambo camcorder camden came camel camellia
cameo camera cameraman cameramen camerawoman camerawomen camhs camouflage camp campaign campaigner campbell camper
campervan campfires campground campsite campus can canada canadians canal canary cancel cancellation cancelled
cancelling cancer candid candidacy candidate candle candlelight candlestick candour candy cane canine canister canker
cannabinoids cannabis canned cannery cannibal cannibalism cannier canniest canning cannon cannonball cannot canny
canoe canon canonical canopy cantaloupe cantankerous canteen canter canvas canvasser canyon cap capability capable
capably capacitance capacitor capacity cape caper capillary capita capital capitalisation capitalise capitalism
capitalist capitol capitulate capitulation capped capping cappuccino caprice capricious capsize capsule captain
caption captivate captive captivity captor capture car caramel carat caravan carbohydrate carbon carbonate carburettor
carcass carcinogenic card cardboard cardiac cardiff cardigan cardinal cardiology care careen career carefree careful
carefuller carefullest carefulness careless carelessness carer caressed caresses caressing caretaker cargo caribbean
caribou caricature carjack carjacker carnage carnal carnation carnival carnivore carnivorous carnt carol carolled
carolling carolus carouse carousel carp carparks carpenter carpentry carpet carriage carriageway carrier carrion
carrot carry carryout cart cartel cartilage cartographer cartography carton cartoon cartoonist cartridge cartwheel
carve cascade case caseload casework caseworker cash cashew cashier cashmere casino cask casket casserole cassette
cast castaway caste caster castigate castigation castle castoff castrate castration casual casualness casualty cat
cataclysm cataclysmic catagory catalog catalogue catalyst catamaran catapult cataract catastrophe catastrophic catcall
catch catchier catchiest catchment catchy catechism categorical categorise category cater caterer caterpillar catfish
cathedral catholic catnap catnapped catnapping catnip cattier cattiest cattle catty catwalk caucus caught cauliflower
caulk causal causality cause causeway caustic caution cautionary cautious cavalier cavalry cave caveat caveman cavemen
cavern caviar cavity cavort caw cbd cbs cc ccc ccg ccp ccs cct cctv cd cds cease ceasefire ceaseless cedar cede
ceiling celebrate celebration celebrity celery celestial celibacy celibate cell cellar cellist cellmate cello
cellophane cellphones cellular celluloid cellulose celsius cement cemetery censor censorship censure census cent
centenary centennial center centigrade centimetre centipede central centralise centre centrepiece centrepoint centrica
centrifuge century ceo ceramic cereal cerebral ceremonial ceremonious ceremony certain certainty certifiable
certificate certification certify cervical cervices cervix cesarean cessation cesspool cf ch chad chademo chafe chaff
chagrin chain chainsaw chair chairman chairmanship chairmen chairperson chairwoman chairwomen chalet chalice chalk
chalkboard chalkier chalkiest chalky challenge challenger chamber chameleon champ champagne champion championship
chance chancellor chandelier change changeable changeover channel channelled channelling chant chaos chaotic chap
chapel chaperone chaplain chapped chapping chapter char character characterisation characterise characteristic
characteristically charade charcoal charge chargeable chargepoints charger chariot charisma charismatic charitable
charitably charity charlatan charles charlton charm charmer charred charring charset chart charter chase chasm chassis
chaste chasten chaster chastest chastise chastisement chastity chat chateaus chatted chatter chatterbox chattier
chattiest chatting chatty chauffeur chauvinism chauvinist chauvinistic cheap cheapen cheaper cheapest cheapness
cheapskate cheat cheater check checker checklist checkmate checkout checkpoint checkup cheddar cheek cheekbone cheeky
cheep cheer cheerful cheerfuller cheerfullest cheerfulness cheerier cheeriest cheerleader cheery cheese cheeseburger
cheesecake cheesecloth cheetah chef chemical chemist chemistry chemotherapy cheney cheque chequebook chequer
chequerboard cherish cherry cherub cherubim chess chessboard chest chester chestnut chew chewier chewiest chewy chi
chic chicago chicer chicest chick chickadee chicken chide chief chiefer chiefest chieftain chiffon child childbearing
childbirth childcare childhood childish childless childlike childproof children chill chiller chillest chilli chillier
chilliest chilly chime chimney chimp chimpanzee chin china chinese chink chinned chinning chino chintz chip chipmunk
chipped chipper chipping chiropractor chirp chisel chiselled chiselling chit chitchat chitchatted chitchatting
chivalrous chivalry chive chlorinate chlorine chloroform chlorophyll chocolate choice choicer choicest choir
choirmaster choke cholera cholesterol choose choosier choosiest choosy chop chopped chopper choppier choppiest
choppiness chopping choppy chopstick choral chord chore choreograph choreographer choreography chortle chorus chose
chosen chow chowder chris christen christmas chrome chromium chromosome chronic chronically chronicle chronological
chronology chrysanthemum chubbier chubbiest chubby chuck chuckle chug chugged chugging chum chummed chummier chummiest
chumming chummy chump chunk chunkier chunkiest chunky church churchgoer churlish churn chute chutzpah cid cider cigar
cigarette cinch cinder cinema cinematographer cinnamon cios cipher circa circle circuit circuitous circuitry circular
circulate circulation circulatory circumcise circumcision circumference circumflex circumstance circumstantial
circumvent circumvention circus cirrhosis cisco cistern citation cite citizen citizenship citric citrus city civic
civil civilian civilisation civilise civility clack clad claim claimant clairvoyance clairvoyant clam clamber clammed
clammier clammiest clamming clammy clamour clamp clampdown clan clandestine clang clank clap clapboard clapped clapper
clapping claptrap clare claret clarification clarify clarinet clarity clash clasp class classic classical classier
classiest classification classifier classify classmate classroom classwork classy clatter clause claustrophobia
claustrophobic claw clay clean cleaner cleanest cleanlier cleanliest cleanliness cleanse cleanser cleanup clear
clearance clearer clearest clearness cleat cleavage cleave cleaver clef cleft clemency clench clergy clergyman
clergymen clergywoman clergywomen cleric clerical clerk clever cleverer cleverest cleverness click client cliff cliffe
cliffhanger clifford climactic climate climatic climax climb climber clime clinch cling clinic clinical clinician
clink clinton clip clipboard clipped clipper clipping clique clitheroe clitoris cloak cloakroom clobber clock
clockwise clockwork clod clog clogged clogging cloister clone close closeness closeout closer closest closet closure
clot cloth clothe clothesline clothespin clotted clotting cloud cloudburst cloudier cloudiest cloudless cloudmark
cloudy clout clove cloven clover clown club clubbed clubbing clubhouse cluck clue clueless clump clumsier clumsiest
clumsily clumsiness clumsy clung clunk cluster clutch clutter clyne cm cmd cnet co coach coagulate coagulation coal
coalesce coalition coalmine coarse coarsen coarseness coarser coarsest coast coastal coaster coastguards coastline
coat coax cob cobalt cobble cobbler cobblestone cobr cobra cobweb cocaine cock cockeyed cockier cockiest cockiness
cockpit cockroach cocktail cocky cocoa coconut cocoon cod codded codding code coed coeducational coefficient coerce
coercion coercive coexist coexistence coffee coffeehouse coffer coffin cog cogency cogent cognac cognitive cohabit
cohabitation coherence coherent cohesion cohort coil coin coinage coincide coincidence coincidental coke cola colander
cold colder coldest coldness cole coleman coleslaw colic colin collaborate collaboration collaborative collaborator
collage collapse collapsible collar collarbone collate collateral collation colleague collecchio collect collectable
collection collective collector college collegiate collide collie collision colloquial colloquialism collusion colm
colmore cologne colon colonel colonial colonialism colonisation colonise colonist colony color colorectal colossal
colour colourblind colourful colourless colston colt column columnist com coma comatose comb combat combatant
combative combatting combination combine combustible combustion come comeback comedian comedown comedy comelier
comeliest comestible comet comeuppance comfier comfiest comfort comfortable comfortably comforter comfy comic comical
comin comma command commandant commandeer commander commandment commando commemorate commemoration commemorative
commence commencement commend commendable commendation comment commentary commentate commentator commerce commercial
commercialise commercialism commiserate commiseration commission commissioner commit commitment committed committee
committing commodity commodore common commoner commonest commonplace commonwealth commotion comms communal commune
communicable communicate communication communicative communicator communion communique communism communist community
commutative commute commuter comp compact compacter compactest compaction companion companionable companionship
company compaq comparable comparative compare comparison compartment compartmentalise compass compassion compassionate
compatibility compatible compatriot compel compelled compelling compensate compensation compensatory compete
competence competency competent competition competitive competitiveness competitor compilation compile compiler
complacency complacent complain complainant complaint complement complementary complete completeness completer
completest completion completly complex complexion complexity compliance compliant complicate complication complicity
compliment complimentary component compose composer composite composition compost compostable composure compound
comprehend comprehensible comprehension comprehensive compress compression comprise compromise compulsion compulsive
compulsory compunction computation computational compute computer computerise comrade comradeship con concatenate
concatenation concave conceal concealment concede conceit conceivable conceivably conceive concentrate concentration
concentric concept conception conceptual concern concert concerto concession concierge conciliate conciliation
conciliatory concise conciseness conciser concisest conclude conclusion conclusive concoct concoction concord
concordance concourse concrete concur concurred concurrence concurrency concurrent concurring concussion condemn
condemnation condensation condense condescend condescension condiment condition conditional conditioner condo
condolence condom condominium condone condor conducive conduct conductor cone conf confection confederacy confederate
confederation confer conference conferred conferrer conferring confess confession confetti confidant confide
confidence confident confidential confidentiality config configurable configuration configure confine confinement
confirm confirmation confiscate confiscation conflict conform conformist conformity confound confront confrontation
confuse confusion congeal congenial congenital congest congestion conglomerate congratulate congratulations
congratulatory congregate congregation congress congressional congressman congressmen congresswoman congresswomen
congruent conical conifer coniferous conjecture conjugal conjugate conjugation conjunction conjure connect connection
connective connectivity connector conned conning connivance connive connoisseur connotation connote conquer conqueror
conquest conscience conscientious conscious consciousness consecrate consecration consecutive consensus consent
consequence consequent consequential conservation conservationist conservatism conservative conservator conservatory
conserve consider considerable considerably considerate consideration consign consignment consist consistency
consistent consolation console consolidate consolidation consonant consort consortia consortium conspicuous conspiracy
conspirator conspiratorial conspire constable constabulary constancy constant constellation consternation constipate
constipation constituency constituent constitute constitution constitutional constrain constraint constrict
constriction construct construction constructive construe consul consular consulate consult consultancy consultant
consultation consumable consume consumer consumerism consummate consummation consumption contact contagion contagious
contain container containg containment contaminate contamination contemplate contemplation contemplative contemporary
contempt contemptible contemptuous contend contender content contention contentious contentment contest contestant
context contextual contiguous continent continental contingency contingent continual continuation continue continuity
continuous continuum contort contortion contour contraband contraception contraceptive contract contraction contractor
contractual contradict contradiction contradictory contraption contrary contrast contravene contravention contribute
contribution contributor contributory contrite contrition contrive control controllable controlled controller
controlling controversial controversy convalesce convalescence convalescent convection convene convenience convenient
convent convention conventional converge convergence conversant conversation conversational converse conversion
convert converter convertible convex convey conveyance convict conviction convince convivial convoluted convoy
convulse convulsion convulsive coo cook cookbook cooke cooker cookie cookout cool cooler coolest coolness coop cooper
cooperate cooperation cooperative coordinate coordination coordinator cop cope copier copilot copious copped copper
copperhead copping copter copulate copulation copy copyright coral cord cordial cordiality cordless cordon corduroy
core cork corkscrew corn cornbread cornea corner cornerstone cornet cornflakes cornier corniest cornmeal cornstarch
cornwall corny corollary corona coronary coronation coronavirus coroner corp corporal corporate corporation corpse
corpulent corpus corpuscle corral corralled corralling correct correcter correctest correction corrective correctness
corrector correlate correlation correspond correspondence correspondent corridor corroborate corroboration corrode
corrosion corrosive corrugate corrupt corrupter corruptest corruptible corruption corsa corsage corset cortex cosier
cosiest cosily cosiness cosmetic cosmic cosmology cosmonaut cosmopolitan cosmos cost costar costarred costarring
costlier costliest costume cosy cot cottage cotton cottontail cottonwood couch cougar cough could council councillor
counsel counselings counselled counselling counsellor count countable countdown countenance counter counteract
counterattack counterbalance counterclockwise counterexample counterfeit counterfeiter countermeasures counterpart
counterproductive countersign countess countless country countryman countrymen countryside countrywoman countrywomen
county coup couple coupon courage courageous courier course courser coursework court courteous courtesy courthouse
courtroom courtship courtyard cousin cov covaid cove covenant coventry cover coverage coverall covert covet covetous
covid cow coward cowardice cowboy cower cowgirl cowhide coworker cox coy coyer coyest coyote cp cpi cpp cpr cps crab
crabbed crabbier crabbiest crabbing crabby crack crackdown cracker crackle crackpot cradle craft craftier craftiest
craftily craftsman craftsmanship craftsmen crafty crag craggier craggiest craggy craig cram crammed cramming cramp
cranberry crane cranium crank crankier crankiest cranky cranny crap crapped crappier crappiest crapping crappy crash
crass crasser crassest crate crater cravat crave crawl crawley crayfish crayon craze crazier craziest crazily
craziness crazy creak creakier creakiest creaky cream creamier creamiest creamy crease create creation creative
creativity creator creature cred credence credential credibility credible credibly credit creditable creditor credo
credulous creed creek creep creepier creepiest creepy cremate cremation crematoria crematorium creole crepe crept
crescendo crescent crest crestfallen cretin cretinous crevasse crevice crew crib cribbed cribbing crick cricket crime
criminal criminalize crimp crimson cringe crinkle crinklier crinkliest crinkly cripple crises crisis crisp crisper
crispest crispier crispiest crispy crisscross cristmas criteria criterion critic critical criticise criticism critique
critter croak crochet crock crockery crocodile crocus crofting crofts croissant crony crook crookeder crookedest croon
crooner crop cropped cropping croquet cross crossbow crosscheck crosser crossest crossfire crosshairs crossover
crossroad crosstown crosswalk crossword crotch crouch crow crowbar crowd crown croydon crucial crucifix crucifixion
crucify crud cruddier cruddiest cruddy crude cruder crudest crudity cruel crueller cruellest cruelty cruise cruiser
crumb crumble crumblier crumbliest crummier crummiest crummy crumple crunch crunchier crunchiest crunchy crusade
crusader crush crust crustacean crustier crustiest crusty crutch crux cry crybaby crypt cryptic cryptically
cryptocurrencies crystal crystallisation crystallise cs ct ctg cub cuba cube cubic cubicle cuckoo cucumber cuddle
cuddlier cuddliest cuddly cue cuff cuisine culinary cull culminate culmination culpability culpable culprit cult
cultivate cultivation cultural culture cum cumbersome cumbria cumin cumming cumulative cunning cunninger cunningest
cup cupboard cupcake cupful cupped cupping cur curable curator curb curd curdle cure curfew curio curiosity curious
curl curler curlier curliest currant currency current curricula curriculum curry curse cursor cursory curt curtail
curtain curter curtest curtsy curvature curve curvier curviest curvy cushion cuss custard custodial custodian custody
custom customarily customary customer customisation customise cut cutback cute cuteness cuter cutest cuticle cutlery
cutlet cutoff cutter cutthroat cutting cvs cyanide cybernetics cyberspace cycle cyclic cyclical cyclist cyclone
cylinder cylindrical cymbal cynic cynical cynicism cyp cypress cyprus cyst dab dabbed dabbing dabble dachshund dad
daddy daemon daffodil daft dagger dahl daily daintier daintiest daintily dainty dairy dais daisy dale dally dam damage
dame dammed damming damn damnation damnedest damp dampen damper dampest dampness damsel dan dance dancer dandelion
dandier dandiest dandruff dandy danger dangerous dangle daniel dank danker dankest dapper dapperer dapperest dare
daredevil dark darken darker darkest darkness darkroom darling darn darneder darnedest dart dartford dartmoor dash
dashboard dastardly data database datapower date datum daub daughter daunt dauntless dave david dawdle dawn day
daybreak daydream daydreamer daylight daytime daze dazzle db dbs dc dcc dci de deacon deaconess deactivated dead
deaden deader deadest deadlier deadliest deadline deadlock deadpan deadpanned deadpanning deaf deafen deafer deafest
deafness deal dealer dealership dealt dean dear dearer dearest dearth death deathbed deathtrap deaves debase
debasement debatable debate debauchery debian debilitate debility debit debonair debrief debris debt debtor debug
debugged debugger debugging debunk debut dec decade decadence decadent decaf decaffeinate decal decanter decapitate
decarbonisation decarbonising decathlon decay decease deceit deceitful deceitfulness deceive december decency decent
decentralisation decentralise deception deceptive decibel decide deciduous decimal decimate decimation decipher
decision decisive deck declaration declare declassified declension decline decode decoder decompose decomposition
decor decorate decoration decorative decorator decore decorous decorum decoy decrease decree decrepit
decriminalisation decriminalise decry ded dedicate dedication deduce deduct deductible deduction deductive dee deem
deep deepen deeper deepest deer deescalate def deface defamation defamatory defame default defeat defeatist defecate
defect defection defective defector defence defenceless defend defendant defender defense defensible defensive defer
deference deferential deferred deferring defiance defiant defibrillator deficiency deficient deficit defile definable
define definite definition definitive deflate deflation deflect deflection deforestation deform deformation deformity
defra defraud defrost deft defter deftest defunct defund defuse defy degenerate degeneration degradable degradation
degrade degree dehydrate dehydration deify deign deity deject dejection delay delectable delegate delegation delete
deleterious deletion deli deliberate deliberation delicacy delicate delicatessen delicious delight delightful delimit
delimiter delineate delinquency delinquent delirious delirium deliver deliverance delivery dell delta delude deluge
delusion deluxe delve dem demagogic demagogue demand demean demeanour demented dementia demerit demise demo democracy
democrat democratic democratically demographic demolish demolition demon demonic demonstrably demonstrate
demonstration demonstrative demonstrator demoralise demote demotion demount demure demurer demurest den denial
denigrate denim denmark denomination denominator denote denounce dense denser densest density dent dental dentist
dentistry denture denunciation deny deodorant deodorise depart department departmental departure depend dependable
dependant dependence dependency dependent depict depiction deplete depletion deplorable deplorably deplore deploy
deployment deport deportation deportment depose deposit depot deprave depravity deprecate depreciate depreciation
depress depression deprivation deprive dept depth deputy derail derailment derange derby deregulation derek derelict
derestrict deride derision derivation derivative derive derogatory derrick des descend descendant descendent descent
describable describe description descriptive descriptor desease desecrate desecration desegregate desegregation desert
deserter deserve design designate designation designer desirability desirable desire desirous desist desk desktop
desolate desolation despair desperate desperation despicable despise despite despondent despot despotic dessert
destabilise destination destine destiny destitute destitution destroy destroyer destruction destructive detach
detachable detachment detail detain detainee detect detectable detection detective detector detentes detention deter
detergent deteriorate deterioration determinable determination determine determiner determinism deterministic deterred
deterrence deterrent deterring detest dethrone detonate detonation detonator detour detox detract detriment
detrimental detritus dev devaluation devalue devastate devastation devel develop developer development deviant deviate
deviation device devil devilish devilled devilling devious devise devoid devolution devolve devon devote devotee
devotion devour devout devouter devoutest dew dexterity dexterous dfe dfid diabetes diabetic diabolical diagnose
diagnosis diagnostic diagonal diagram diagrammed diagramming dial dialect dialled dialling dialog dialogue dialysis
diameter diametrically diamond diaper diaphragm diarrhoea diary diatribe dice dicey dichotomy dicier diciest dick
dictate dictation dictator dictatorial dictatorship diction dictionary did die diesel diet dietary diff differ
difference different differential differentiate differentiation difficult difficulty diffuse diffusion dig digest
digestible digestion digestive digger digging digit digital digitalised digitise dignify dignitary dignity digress
digression diked diking dilapidated dilapidation dilate dilation dilbert dilemma diligence diligent dill dilute
dilution dim dime dimension dimensional dimer diminish diminutive dimmed dimmer dimmest dimming dimple din dinas dine
diner dinghy dingier dingiest dingy dinned dinner dinnertime dinning dinosaur dint diocese dioecious dioxide dip
diphtheria diphthong diploma diplomacy diplomat diplomata diplomatic diplomatically dipped dipping dipstick dir dire
direct directer directest direction directive directness director directory direr direst dirge dirt dirtier dirtiest
dirty dis disability disable disadvantage disadvantageous disaffect disagree disagreeable disagreeably disagreement
disallow disambiguate disappear disappearance disappoint disappointment disapproval disapprove disarm disarmament
disarray disaster disastrous disavow disavowal disband disbelief disbelieve disburse disbursement disc discard discern
discernible discharge disciple disciplinarian disciplinary discipline disclaim disclaimer disclose disclosure disco
discoloration discolour discolouration discomfort disconcert disconnect disconnection disconsolate discontent
discontinuation discontinue discontinuity discord discordant discount discourage discouragement discourse discourteous
discourtesy discover discoverer discovery discredit discreet discreeter discreetest discrepancy discrete discretion
discretionary discriminate discrimination discriminatory discus discussion disdain disdainful disease disembark
disembarkation disenchant disenchantment disenfranchise disengage disentangle disfavour disfigure disfigurement
disgrace disgraceful disgruntle disguise disgust dish dishearten dishevel dishevelled dishevelling dishonest
dishonesty dishonour dishonourable dishonourably dishtowel dishwasher disillusion disillusionment disincentive
disinfect disinfectant disingenuous disinherit disintegrate disintegration disinterest disjoint disk diskette dislike
dislocate dislocation dislodge disloyal disloyalty dismal dismantle dismay dismember dismiss dismissal dismissive
dismount disney disobedience disobedient disobey disorder disorganisation disorganise disorient disorientation disown
disparage disparate disparity dispassionate dispatch dispel dispelled dispelling dispensable dispensary dispensation
dispense dispenser dispersal disperse dispersion dispirit displace displacement display displease displeasure
disposable disposal dispose disposition dispossess disproportionate disprove dispute disqualification disqualify
disquiet disregard disrepair disreputable disrepute disrespect disrespectful disrupt disruption disruptive
dissatisfaction dissatisfy dissect dissection dissed disseminate dissemination dissension dissent dissenter
dissertation disservice dissidence dissident dissimilar dissimilarity dissing dissipate dissipation dissociate
dissociation dissolute dissolution dissolve dissonance dissuade distance distant distaste distasteful distend
distention distil distillation distilled distiller distillery distilling distinct distincter distinctest distinction
distinctive distinguish distinguishable distort distorter distortion distract distraction distraught distress
distribute distribution distributor district distro distrust distrustful disturb disturbance disuse ditch dither ditto
ditty dive diver diverge divergence divergent diverse diversification diversify diversion diversity divert divest
divide dividend divider divine diviner divinest divinity divisible division divisive divisor divorce divulge divx
diwali diy dizzier dizziest dizziness dizzy dj djs dma dmca dna dno dns do doable doc docile dock docket doctor
doctorate doctrine document documentary documentation dodge dodo doe doer dog dogged doggerel dogging doggone doggoner
doggonest doghouse dogma dogmatic dogwood doi doin doldrums dole doleful doll dollar dollhouse dollop dolly dolphin
domain dome domestic domestically domesticate domesticity domicile dominance dominant dominate domination domineer
dominic dominion domino don donald donate donation done donkey donor doodad doodle doohickey doom doomsday door
doorbell doorknob doorman doormat doormen doorstep doorway dope dopey dopier dopiest doppler doris dork dorkier
dorkiest dorky dorm dormant dormitory dorsal dorter dos dosage dose dossier dot dote dotted dotting double doubly
doubt doubtful doubtless dough doughnut dour dourer dourest douse dove dover dowdier dowdiest dowdy down downcast
downer downfall downgrade downhearted downhill downier downiest download downplay downpour downright downsize
downstairs downstate downstream downtime downtown downtrodden downturn downward downwind downy dowry doze dozen dp dr
drab drabber drabbest draconian draft drag dragged dragging dragon dragonfly drain drainage drake drama dramatic
dramatically dramatisation dramatise dramatist drank drape drapery drastic drastically draught draughtier draughtiest
draughtsman draughtsmen draughty draw drawback drawbridge drawer drawl drawn dread dreadful dreadlocks dream dreamer
dreamier dreamiest dreamt dreamy drearier dreariest dreary dredge dregs drench dress dresser dressier dressiest
dressmaker dressy drew dribble drier driest drift drifter driftwood drill drily drink drinkable drinker drip dripped
dripping drive drivel drivelled drivelling driven driver driveway drizzle droll droller drollest drone drool droop
drop dropout dropped dropping dross drought drove drown drowse drowsier drowsiest drowsily drowsiness drowsy drudge
drudgery drug drugged drugging druggist drugstore drum drummed drummer drumming drumstick drunk drunkard drunken
drunkenness drunker drunkest dry dryer dryness ds dsl dual dualism dub dubai dubbed dubbing dubious dublin duchess
duck duckling duct dud dude due duel duelled duelling duet duff dug dugout duke dull duller dullest dullness dully
duly dumb dumbbell dumber dumbest dumbfound dummy dump dumpier dumpiest dumpling dumpster dumpy dun duncan dunce dune
dung dungeon dunk dunn dunno duo dupe duplex duplicate duplication duplicity durability durable duration duress during
dusk duskier duskiest dusky dust dustbin dustier dustiest dustmen dustpan dusty dutch dutiful duty duvet dvd dvla dvsa
dwa dwarf dwell dweller dwelt dwindle dwp dye dyke dylan dynamic dynamical dynamism dynamite dynamo dynasty dysentery
dysfunction dysfunctional dyslexia dyslexic ea each eachother eager eagerer eagerest eagerness eagle ealing eapc ear
earache eardrum earl earlier earliest earlobe earmark earmuff earn earner earnest earnestness earnt earphone earplug
earring earshot earsplitting earth earthier earthiest earthiness earthlier earthliest earthquake earthshaking
earthworm earthy earwax ease easel easier easiest easily east eastbound easter eastern easterner eastward easy
easygoing eat eaten eater eatery eave eavesdrop eavesdropped eavesdropper eavesdropping ebay ebb ebony ebss ebullience
ebullient eccentric eccentricity ecclesiastical ecf echo eclectic eclipse eco ecocide ecological ecologist ecology
economic economical economise economist economy ecosystem ecstasy ecstatic ect ecuador ecumenical eczema ed eddy ede
edf edge edger edgewise edgier edgiest edgy edible edict edification edifice edificio edify edinburgh edit edition
editor editorial editorship eds edt educate education educational educator edward ee eel eerie eerier eeriest eerily
eff effect effective effectiveness effectual effeminate effervescence effervescent efficacy efficiency efficient
effigy effluent effort effortless effusive efuels efw eg egalitarian egalitarianism egg egghead eggplant eggshell ego
egocentric egoism egotism egotist egotistical egregious egypt eh ehc ehe eid eigenvalue eight eighteen eighteenth
eighth eightieth eighty either ejaculate ejaculation eject ejection eke el elaborate elaboration elapse elastic
elasticity elate elation elbow elbowroom elder eldest elect election elective elector electoral electorate electric
electrical electrician electricity electricty electrification electrify electrocute electrocution electrode
electrofuels electrolysis electromagnetic electron electronic electronically electrostatic elegance elegant elegy
element elemental elementary elephant elevate elevation elevator eleven eleventh elf elfin elicit eligibility eligible
eliminate elimination elite elitism elitist elizabeth elk ellen ellipse ellipsis elliptic elliptical elm elongate
elope elopement eloquence eloquent else elsewhere elucidate elude elusive elves em emaciate email emanate emancipate
emancipation embalm embankment embargo embark embarrass embarrassment embassy embattled embed embedded embedding
embellish embellishment ember embezzle embezzlement embezzler embitter emblazon emblem embodiment embody emboss
embrace embroider embroidery embroil embryo embryonic emcee emerald emerge emergence emergency emergent emeritus
emigrant emigrate emigration eminence eminent emir emirate emissary emission emit emitted emitters emitting emotion
emotional emotive empathise empathy emperor emphases emphasis emphasise emphatic emphatically emphysema empire
empirical employ employee employer employment emporium empower empowerment empress emptier emptiest emptiness empty
emulate emulation emulator emulsion en enable enact enactment enactors enamel enamelled enamelling enamour encapsulate
encase enchant enchantment enchilada encircle enclave enclose enclosure encode encompass encore encounter encourage
encouragement encroach encrypted encryption encumber encumbrance encyclopaedia encyclopedia end endanger endear
endearment endeavors endeavour endemic endive endless endocrine endometriosis endorse endorsement endow endowment
endurance endure endways enema enemy energetic energetically energise energy enforce enforceable enforcement
enfranchise engage engagement engender engine engineer england english engrave engraver engross engulf enhance
enhancement enigma enigmatic enjoy enjoyable enjoyment enlarge enlargement enlighten enlightenment enlist enlistment
enliven enmity enormity enormous enough enquire enquiry enrage enrich enrichment enrol enrolled enrolling enrolment
ensconce ensemble enserink enshrine ensign enslave ensue ensure entail entangle entanglement enter enterprise
entertain entertainer entertainment enthral enthralled enthralling enthuse enthusiasm enthusiast enthusiastic
enthusiastically entice enticement entire entirety entitle entitlement entity entomologist entomology entourage
entrails entrance entrant entrap entrapment entrapped entrapping entreat entreaty entrench entrepreneur
entrepreneurial entropy entrust entry entryway entwine enumerate enumeration enunciate enunciation envelop envelope
enviable envious enviroment environment environmental environmentalist environs envisage envision envoy envy enzyme
eon eotas ep epa epaulette epcs ephemeral epic epicentre epidemic epidermis epigram epilepsy epileptic epilogue
episode episodic epistle epitaph epithet epitome epitomise epl epoch epq epsilon equal equalise equality equalled
equalling equanimity equate equation equator equatorial equestrian equilateral equilibrium equine equinox equip
equipment equipped equipping equitable equity equivalence equivalent equivocal er era eradicate eradication erase
eraser erasure erect erection ergo ergonomic erode erosion erotic erotically eroticism err errand errant erratic
erratically erroneous error erstwhile erudite erudition erupt eruption es esc escalate escalation escalator escapade
escape escapism escapist eschew escooter escort esoteric esp especial espionage espouse espresso essay essence
essential essex establish establishment estate esteem estimable estimate estimation estrange estrangement estuary et
etc etch eternal eternity ethanol ether ethereal ethic ethical ethnic ethnicity ethos etiquette etymological etymology
eu eugen eulogise eulogy eunuch euphemism euphemistic euphemistically euphoria euphoric eureka euro europe european
eurostar eustice euthanasia ev evacuate evacuation evacuee evade eval evaluate evaluation evangelical evangelism
evangelist evangelistic evaporate evaporation evasion evasive eve even evener evenest evenhanded evenness event
eventful eventual eventuality ever evergreen everlasting evermore every everybody everyday everyone everyplace
everything everywhere evhs evict eviction evidence evident evil eviller evillest evocative evoke evolution
evolutionary evolve evs ewe ex exacerbate exact exacter exactest exaggerate exaggeration exalt exaltation exam
examination examine examiner example exasperate exasperation excavate excavation exceed excel excelled excellence
excellent excelling except exception exceptional excerpt excess excessive exchange exchequer excise excision excitable
excite excitement exclaim exclamation exclude exclusion exclusive excommunicate excommunication excrement excrete
excruciating excursion excusable excuse exec executable execute execution executioner executive executor exemplary
exemplify exempt exemption exercise exert exertion exes exhale exhaust exhaustion exhaustive exhibit exhibition
exhibitionism exhibitionist exhibitor exhilarate exhilaration exhort exhortation exhumation exhume exile exist
existence existent existential exit exmh exodus exonerate exoneration exorbitant exorcism exorcist exosomes exotic
expand expandable expanse expansion expansionist expansive expatriate expats expect expectancy expectant expectation
expediency expedient expedite expedition expel expelled expelling expend expendable expenditure expense expensive
experience experiment experimental experimentation expert expertise expiration expire expiry explain explanation
explanatory expletive explicable explicit explode exploit exploitation exploration exploratory explore explorer
explosion explosive expo exponent exponential export exportation exporter expose exposition exposure expound express
expression expressive expressway expropriate expropriation expulsion exquisite ext extant extemporaneous extend
extension extensive extent exterior exterminate extermination exterminator external extinct extinction extinguish
extinguisher extol extolled extolling extort extortion extortionate extra extract extraction extracurricular extradite
extradition extraneous extraordinarily extraordinary extrapolate extrapolation extraterrestrial extravagance
extravagant extreme extremer extremest extremism extremist extremity extricate extrovert exuberance exuberant exude
exult exultant exultation eye eyeball eyebrow eyeglass eyelash eyelid eyeliner eyesight eyesore eyewitness fable
fabric fabricate fabrication fabulous facade face facebook faceless facet facetious facial facile facilitate facility
facsimile fact faction factor factorial factorisation factory factual faculty fad fade faecal faeces fag fagged
fagging faggot fail failure faint fainter faintest fair fairer fairest fairground fairness fairtrade fairy faith
faithful faithfulness faithless fake falcon fall fallacious fallacy fallen fallible fallout false falsehood falser
falsest falsetto falsification falsify falsity falter fam fame familiar familiarise familiarity family famine famish
famous fan fanatic fanatical fanaticism fancier fanciest fanciful fancy fanfare fang fanned fanning fanny fantasise
fantastic fantastically fantasy faq far faraway farce farcical fare farewell farm farmer farmhouse farmland farmyard
farnborough faroe farquhar farrow farsighted fart farther farthest fascinate fascination fascism fascist fashion
fashionable fashionably fast fasten fastener faster fastest fastidious fat fatal fatalism fatalistic fatality fate
fateful father fatherhood fatherland fathom fatigue fatten fatter fattest fattier fattiest fatty fatuous faucet fault
faultier faultiest faultless faulty fauna favor favorable favorite favour favourable favourably favourite favouritism
fawkes fawn fax faze fcc fco fe fear fearful fearless fearlessness fearsome feasibility feasible feast feat feather
featherier featheriest feathery feature feb february fed federal federalism federalist federate federation fee feeble
feebler feeblest feedback feedbag feeder feedings feel feeler feet feign feint feistier feistiest feisty fel feline
fell fella feller fellest fellow fellowship felon felony felt female feminine femininity feminism feminist fen fence
fend fender fer ferment fermentation fern ferocious ferocity ferret ferry fertile fertilisation fertilise fertiliser
fertility fertilizers fervent fervour fest fester festival festive festivity festoon fetal fetch feted fetid feting
fetish fetter fetus feud feudal feudalism fever feverish few fewer fewest fez fezzes ff ffffff ffp ffs fgm fi fianc
fiasco fiat fib fibbed fibber fibbing fibre fibreglass fibrous fiche fickle fickler ficklest fiction fictional
fictitious fiddle fiddler fiddly fidelity fidget fidgety field fieldwork fiend fiendish fierce fierceness fiercer
fiercest fierier fieriest fiery fiesta fifa fifteen fifteenth fifth fiftieth fifty fig fight fighter figment
figurative figure figurehead filament filch file filet filibuster filigree filipino fill filler fillet filly film
filmier filmiest filmmaker filmy filter filth filthier filthiest filthy fin finagle final finale finalise finalist
finality finance financial financier finch find finder fine finer finesse finest finger fingernail fingerprint
fingertip finickier finickiest finicky finish finite finland finnish fipronil fir fire firearm firebrand firecracker
firefighter firefighting firefly fireman firemen fireplace fireproof fireside firewall firewood firework firm firmer
firmest firmness firmware first firsthand fiscal fish fishbowl fisher fisherman fishermen fishery fishier fishiest
fishnet fishtail fishy fission fissure fist fit fitful fitness fitted fitter fittest fitting five fiver fix fixable
fixated fixation fixture fizz fizzier fizziest fizzle fizzy fjord flab flabbergast flabbier flabbiest flabby flaccid
flag flagged flagging flagpole flagrant flagship flagstone flail flair flak flake flakier flakiest flaky flamboyance
flamboyant flame flamenco flamingo flammable flank flannel flannelled flannelling flap flapjack flapped flapping flare
flash flashback flasher flashest flashier flashiest flashlight flashy flask flat flatmate flatness flatted flatten
flatter flatterer flattery flattest flatting flatulence flaunt flautist flavour flaw flawless flea fleck fled fledged
fledgling flee fleece fleecier fleeciest fleecy fleet fleeter fleetest flesh fleshier fleshiest fleshy flew flex
flexibility flexible flexibly flextime flick flicker fliest flight flightier flightiest flightless flighty flimsier
flimsiest flimsiness flimsy flinch fling flint flip flippant flipped flipper flippest flipping flirt flirtation
flirtatious flist flit flitted flitting float flock flog flogged flogging flood flooder floodgate floodlight floodlit
floor floozy flop flophouse flopped floppier floppiest flopping floppy flora floral florid florist floss flotilla
flounce flounder flour flourish flout flow flower flowerbed flowerier floweriest flowerpot flowery flown flr flu flub
flubbed flubbing fluctuate fluctuation flue fluency fluent fluff fluffier fluffiest fluffy fluid fluidity fluke flung
flunk flunky fluorescent fluoride flurry flush flusher flushest fluster flute flutter flux fly flyer flyover
flyswatter foal foam foamier foamiest foamy fob focal focus focussed fodder foe fog fogbound fogey fogged foggier
foggiest fogging foggy foghorn foi foia foible foil foist fold folder foliage folk folklore folksier folksiest folksy
follicle follow follower followin folly foment fomites fond fonder fondest fondle fondness fone font foo food
foodstuff fool foolhardier foolhardiest foolhardy foolish foolishness foolproof foot footage football footballer
footbridge footfall foothill foothold footlights footlocker footloose footnote footpath footprint footsie footstep
footstool footwear footwork for forage foray forbade forbear forbearance forbes forbid forbidden forbidding forbore
forborne force forceful forceps forcible forcibly ford fore forearm forebode forecast foreclose foreclosure forecourt
forefather forefinger forefront forego foregone foreground forehand forehead foreign foreigner foreleg foreman foremen
foremost forensic foreplay forerunner foresaw foresee foreseeable foreseen foreshadow foresight foreskin forest
forestall forestation forestry foretaste foretell forethought foretold forever forewarn forewent foreword forfeit
forgave forge forger forgery forget forgetful forgetfulness forgetting forgivable forgive forgiven forgiveness forgo
forgone forgot forgotten fork forklift forlorn form formal formaldehyde formalise formality format formation formative
formatted formatting former formidable formidably formless formula formulae formulate formulation fornicate
fornication forsake forsaken forsook forswear forswore forsworn fort forte forth forthcoming forthright forthwith
fortieth fortification fortify fortitude fortnight fortnite fortress fortuitous fortunate fortune forty forum forward
forwarder forwardest forwent fossil fossilise foster fought foul fouler foulest found foundation founder foundling
foundry fount fountain four fourteen fourteenth fourth fowl fox foxhole foxier foxiest foxtrot foxtrotted foxtrotting
foxy foyer fp fps fr fracas frack fractal fraction fractional fractious fracture fragile fragility fragment
fragmentary fragmentation fragrance fragrant frail frailer frailest frailty frame framework franc france franchise
francisco frank franker frankest frankfurter frankness frantic frantically frat fraternal fraternise fraternity fraud
fraudster fraudulent fraught fray freak freckle free freebie freebsd freedom freehand freelance freelancer freeload
freeloader freeman freeport freer freest freethinker freethinking freeway freewheel freeze freezer freight freighter
french frenetic frenzy frequency frequent frequenter frequentest fresh freshen fresher freshest freshman freshmen
freshness freshrpms freshwater fret fretful fretted fretting fri friar friction friday fridge friend friendless
friendlier friendliest friendliness friendship frieze frigate fright frighten frightful frigid frigidity frill
frillier frilliest frilly fringe frisk friskier friskiest frisky fritter frivolity frivolous frizz frizzier frizziest
frizzy fro frock frog frolic frolicked frolicking from frond front frontage frontal frontier frontline frost frostbit
frostbite frostbitten frostier frostiest frosty froth frothier frothiest frothy frown froze frozen frugal frugality
fruit fruitcake fruitful fruitier fruitiest fruition fruitless fruity frumpier frumpiest frumpy frustrate frustration
fry fs fsc ft ftoc ftp fuck fucker fudge fuel fuelled fuelling fugitive fulcrum fulfil fulfilled fulfilling
fulfillment fulfilment fulham full fuller fullest fullness fully fumble fume fumigate fumigation fun function
functional functionality fund fundamental fundamentalism fundamentalist funeral funfair fungal fungi fungicide fungus
funk funkier funkiest funky funnel funnelled funnelling funner funnest funnier funniest funnily funny fur furious furl
furlong furlough furnace furnish furniture furore furred furrier furriest furring furrow furry further furthermore
furthest furtive furtiveness fury fuse fuselage fusion fuss fussier fussiest fussy futile futility future futuristic
fuzz fuzzier fuzziest fuzzy ga gab gabbed gabbier gabbiest gabbing gabby gable gadget gaffe gag gagged gagging gaggle
gaiety gaily gain gainful gait gal gala galactic galaxy gale gall gallant gallantry gallbladder gallery galley
gallivant gallon gallop gallows gallstones galore galosh galvanise gambia gambit gamble gambler game gamekeepers gamer
gamest gamma gamut gander gang gangland gangling gangmaster gangplank gangrene gangster gangway gap gape garage garb
garbage garble garden gardener gardenia gargantuan gargle gargoyle garish garland garlic garment garnet garnish garret
garrigues garrison garrulous garter gary gas gaseous gash gasket gasoline gasp gassed gasses gassier gassiest gassing
gassy gastric gastronomic gasworks gate gatecrasher gateway gather gauche gaucher gauchest gaudier gaudiest gaudy
gauge gaunt gaunter gauntest gauntlet gauze gave gavel gavin gawk gawkier gawkiest gawky gay gayer gayest gaza gaze
gazebo gazelle gazette gb gbo gbp gcc gcse gdp gdpr ge gear gearshift gee geege geek geekier geekiest geeky geese
geezer geisha gel gelatin geld gelled gelling gem gender gene genealogical genealogist genealogy genera general
generalisation generalise generality generate generation generational generator generic generically generosity
generous genesis genetic genetically geneticist genial genie genii genital genitalia genius genocide genre gent
genteel gentile gentility gentle gentleman gentlemen gentleness gentler gentlest gentrification gentry genuflect
genuine genuineness genus geoengineering geographer geographic geographical geography geologic geological geologist
geology geometric geometrically geometry george geothermal gerald geranium gerbil geriatric germ german germany
germicide germinate germination gerrymander gerund gestation gesticulate gesture get getaway gettin getting getup
geyser gf ghastlier ghastliest ghastly ghetto ghg ghgvs ghost ghostlier ghostliest ghostwriter ghoul ghoulish ghz
giant gibber gibberish gibbon giblet giddier giddiest giddiness giddy gift gig gigabyte gigafactory gigantic gigged
gigging giggle gild gill gillick gilt gimme gimmick gimmicky gin ginger gingerbread gingham ginned ginning giraffe
girder girdle girl girlfriend girlhood girlish girth gist give giveaway given gizmo gizzard gl gla glacial glacier
glad gladden gladder gladdest glade gladiator glamorise glamorous glamour glance gland glandular glare glasgow glass
glassier glassiest glassware glassy glaze gleam glean glee gleeful glen glib glibber glibbest glide glider glimmer
glimpse glint glisten glitch glitter glitz glitzier glitziest glitzy glm gloat glob global globe globetrotter globular
globule gloom gloomier gloomiest gloomily gloominess gloomy glorification glorify glorious glory gloss glossary
glossier glossiest glossy gloucestershire glove glow glower glowworm glucose glue glum glummer glummest glut gluten
glutted glutting glutton gluttony glycerine gm gmt gnarl gnarlier gnarliest gnarly gnash gnat gnaw gnome gnu gnupg go
goad goal goalie goalkeeper goalpost goat goatee gob gobbed gobbing gobble gobbledegook goblet goblin god godchild
godchildren goddamn goddess godfather godforsaken godless godlier godliest godlike godmother godparent godsend goes
gofer goggle goin going gold golden goldener goldenest goldfish goldsmith golf golfer golly gomm gona gondola gone
goner gong gonna gonorrhoea goo good goodbye goodness goodnight goodwill goody gooey goof goofier goofiest goofy
google gooier gooiest goon goose gopher gordon gore gorge gorgeous gorier goriest gorilla gory gosforth gosh gosling
gospel gossamer gossip got goto gotta gotten gouge goulash gourd gourmet gout gov gove govern governance governess
government governmental governor governorship govt gown gp gpg gpl gps grab grabbed grabber grabbing grace graceful
gracefulness graceless gracious graciousness grad gradation grade grader gradient gradual graduate graduation graffiti
graffito graft graham grain grainier grainiest grainy gram grammar grammatical gramophone gran grand grandad
grandchild grandchildren granddad granddaughter grander grandest grandeur grandfather grandiose grandma grandmother
grandpa grandparent grandson grandstand granite granny granola grant granular granulate granule grape grapefruit
grapevine graph graphic graphical graphite grapple grasp grass grasshopper grassier grassiest grassland grassroots
grassy grate grateful grater gratification gratify gratis gratitude gratuitous gratuity grave gravel gravelled
gravelling graven graver gravest gravestone graveyard gravitate gravitation gravitational gravity gravy graze grease
greasier greasiest greasy great greater greatest greatness greece greed greedier greediest greedily greediness greedy
greek green greenback greenbelt greener greenery greenest greenfield greenhorn greenhouse greenish greenland
greenpeace greenwashing greenwich greet greg gregarious gremlin grenade grew grey greyer greyest greyhound greyish
grid griddle gridiron gridlock grief grievance grieve grievous grill grille grim grimace grime grimier grimiest
grimmer grimmest grimy grin grind grinder grindstone gringo grinned grinning grip gripe gripped gripping grislier
grisliest grisly gristle grit gritted grittier grittiest gritting gritty grizzled grizzlier grizzliest grizzly groan
grocer grocery groggier groggiest groggy groin groom groove groovier grooviest groovy grope gross grosser grossest
grotesque grotto grouch grouchier grouchiest grouchy ground groundhog groundless groundswell groundwork group grouper
groupie grouse grove grovel grovelled grovelling grow grower growl grown growth groyne grub grubbed grubbier grubbiest
grubbing grubby grudge gruel gruelling gruesome gruesomer gruesomest gruff gruffer gruffest grumble grumpier grumpiest
grumpy grunge grungier grungiest grungy grunt gs gta gtk guacamole guarantee guarantor guaranty guard guardian
guardianship guardrail gubernatorial guerrilla guess guessable guesstimate guesswork guest guff guffaw gui guidance
guide guidebook guideline guido guild guile guileless guillotine guilt guiltier guiltiest guiltily guiltless guilty
guinea guise guitar guitarist gulch gulf gull gullet gullibility gullible gully gulp gulu gum gumbo gumdrop gummed
gummier gummiest gumming gummy gumption gun gunboat gunfire gunk gunman gunmen gunned gunner gunning gunnysack
gunpoint gunpowder gunrunner gunrunning gunshot guppy gurdwara gurgle gurkha guru gush gusher gushier gushiest gushy
gust gustier gustiest gusto gusty gut gutsier gutsiest gutsy gutted gutter gutting guttural guy guzzle guzzler gw gybe
gym gymnasium gymnast gymnastics gynaecological gynaecologist gynaecology gyp gypped gypping gypsy gyrate gyration
gyroscope gzip ha habeas haberdashery habit habitable habitat habitation habitual hack hacker hackney hacksaw had
haddock haemoglobin haemophilia haemophiliac haemorrhage haemorrhoid hag haggard haggle hagia haha hail hailstone hair
hairbrush haircut hairdo hairdresser hairier hairiest hairline hairnet hairpiece hairsplitting hairstyle hairstylist
hairy hale haler halest half halfhearted halftime halfway halibut hall hallelujah hallmark hallow halloween
hallucinate hallucination hallucinogenic hallway halo halon halstead halt halter halve ham hamburger hamlet hammed
hammer hammersmith hamming hammock hamper hampshire hamster hamstring hamstrung hamza hancock hand handbag handbook
handcuff handedness handful handgun handheld handicap handicapped handicapping handicraft handier handiest handiwork
handkerchief handle handlebar handler handmade handout handover handpick handrail handset handshake handsome handsomer
handsomest handstand handwriting handwritten handy handyman handymen hang hangar hanger hangout hangover hanker hanky
haphazard hapless happen happier happiest happily happiness happy harangue harass harassment harbour hard hardback
hardball hardcover harden harder hardest hardheaded hardhearted hardier hardiest hardliner hardship hardware hardwood
hardy hare harebrained harelip harem hark harley harlot harm harmful harmless harmonic harmonica harmonious
harmonisation harmonise harmony harness harold harp harpist harpoon harpsichord harrassment harris harrow harry harsh
harsher harshest harshness hart hartley harvard harvest harvester has hash hashish hassle haste hasten hastier
hastiest hastily hasty hat hatch hatchback hatchet hate hateful hatred hatted hatting haughtier haughtiest haughtily
haughtiness haughty haul haunch haunt havana have haven havoc hawk hay haystack haywire hazard hazardous haze hazel
hazelnut hazier haziest hazy hda he head headache headband header headfirst headgear headhunter headier headiest
headland headlight headline headlong headmaster headmistress headphone headquarter headrest headroom headstone
headstrong headteacher headway headwind heady heal healer health healthcare healthful healthier healthiest healthily
healthworkers healthy heap hear heard hearsay hearse heart heartache heartbeat heartbreak heartbroken heartburn
hearten heartfelt hearth heartier heartiest heartily heartland heartless heartthrob heartwarming hearty heat heater
heath heathen heather heathrow heatwaves heave heaven heavenlier heavenliest heavier heaviest heavily heaviness heavy
heavyweight heck heckle heckler hectare hectic hed hedge hedgehog hedgerow hedonism hedonist hedonistic heed heedless
heel heftier heftiest hefty heifer height heighten heinous heir heiress heirloom heist held helicopter heliport helium
hell hellish hello helm helmet help helpdesk helper helpful helpfulness helpless helplessness helpline helvetica hem
hemisphere hemline hemlock hemmed hemming hemp hen hence henceforth henchman henchmen henna hepatitis her herald herb
herbal herbert herbivore herbivorous hercules herd here hereabouts hereafter hereby hereditary heredity herein heresy
heretic heretical herewith heritage hermaphrodite hermes hermetic hermit hernia hero heroic heroically heroin heroine
heroism heron herpes herring herself hertz hesitancy hesitant hesitate hesitation heterogeneous heterosexual
heterosexuality hettinga heuristic hew hexadecimal hexagon hexagonal hey heyday hfc hgv hi hiatus hibernate
hibernation hiccup hick hickey hickory hid hidden hide hideaway hideous hideout hierarchical hierarchy hieroglyphic
high higham highbrow higher highest highland highlight highlighter highway hijack hijacker hike hiker hilarious
hilarity hill hillbilly hillier hilliest hillside hilltop hilly hilt him himself hinckley hind hinder hindquarter
hindrance hindsight hindu hinge hint hinterland hip hipped hipper hippest hipping hippo hippopotamus hippy hire his
histogram historian historic historical history histrionic hit hitch hitchhike hitchhiker hither hitherto hitler
hitman hitting hive hk hm hmm hmrc ho hoard hoarder hoarse hoarseness hoarser hoarsest hoax hobbit hobble hobby
hobbyhorse hobgoblin hobnob hobnobbed hobnobbing hobo hoc hock hockey hodgepodge hoe hog hogged hogging hoist hokey
hokier hokiest hold holder holdover holdup hole holiday holier holiest holiness holistic holler hollow hollower
hollowest holly hollywood holocaust hologram holster holy holyhead holyrood homage home homecare homecoming homeland
homeless homelessness homelier homeliest homemade homemaker homeopathic homeopathy homeowner homer homeroom
homeschooling homesick homesickness homespun homestead hometown homeward homeware homework homey homicidal homicide
homier homiest homogeneity homogeneous homogenise homonym homophobia homophobic homosexual homosexuality honcho hone
honest honester honestest honesty honey honeycomb honeymoon honeysuckle hong honk honor honorary honour honourable
honourably hoo hood hoodlum hoodwink hoof hook hooker hooligan hoop hooray hoot hooter hoover hooves hop hope hopeful
hopefulness hopeless hopelessness hopped hopper hopping hopscotch horde horizon horizontal hormone horn hornet hornier
horniest hornsea horny horoscope horrendous horrible horribly horrid horrific horrify horror horse horseback horsebox
horseman horseplay horsepower horseradish horseshoe horticultural horticulture hose hosiery hospice hospitable
hospital hospitalisation hospitalise hospitality host hostage hostel hostess hostile hostility hot hotbed hotcake
hotel hothead hotshot hotspot hotter hottest hound hour hourglass house houseboat housebound housebreak housebroke
housebroken household householders househusband housekeeper housekeeping housemate housewares housewarming housewife
housewives housework hove hovel hover how howdy however howl hp hq hr hrs hs hse htm html http hub hubbub hubcap
huddle hue huff huffier huffiest huffy hug huge huger hugest hugged hugging hughes huh hulk hull hullabaloo hum human
humane humaner humanest humanise humanism humanist humanitarian humanitarianism humanity humankind humble humbler
humblest humbly humbug humdrum humid humidify humidity humiliate humiliation humility hummed humming hummingbird
humorist humorous humour hump hunch hunchback hundred hundredth hung hungary hunger hungrier hungriest hungrily hungry
hunk hunker hunt hunter hurdle hurdler hurl hurrah hurricane hurry hurt hurtful hurtle husband hush husk huskier
huskiest huskily huskiness husky hustings hustle hustler hut hutch hv hvo hyacinth hybrid hydrant hydraulic hydro
hydrocarbon hydroelectric hydrogen hydroplane hyena hygiene hygienic hygienically hymn hymnal hype hyper hyperactive
hyperactivity hyperbole hypersensitive hypertension hyperthermia hyperventilate hyphen hyphenate hyphenation hypnosis
hypnotic hypnotise hypnotism hypnotist hypochondria hypochondriac hypocrisy hypocrite hypocritical hypodermic
hypotenuse hypothermia hypotheses hypothesis hypothesise hypothetical hysterectomy hysteria hysteric hysterical ian
ibm ice iceberg icebox icebreaker iceland icicle icier iciest ickier ickiest icky ico icon icq ics ict icy id ide idea
ideal idealise idealism idealist idealistic identical identifiable identification identifier identify identity
ideological ideology idiocy idiom idiomatic idiosyncrasy idiosyncratic idiot idiotic idiotically idle idleness idler
idlest idly idol idolatrous idolatry idolise idyllic ie if iffier iffiest iffy ifs igloo ignite ignition ignorance
ignorant ignore iguana ii iii ikea il ilk illegal illegible illegibly illegitimacy illegitimate illicit illiteracy
illiterate illness illogical illuminate illumination illusion illusory illustrate illustration illustrative
illustrator illustrious ilr ilug ima imac image imagery imaginable imaginary imagination imaginative imagine imam imap
imbalance imbecile imbibe imbue img imho imidacloprid imitate imitation imitative imitator immaculate immaterial
immature immaturity immeasurable immeasurably immediacy immediate immense immensity immerse immersion immersive
immigrant immigrate immigration imminent immobile immobilise immobility immoral immorality immortal immortalise
immortality immovable immune immunisation immunise immunity immutable imp impact impactful impair impairment impale
impart impartial impartiality impassable impasse impassioned impassive impatience impatient impeach impeachment
impeccable impeccably impedance impede impediment impel impelled impelling impend impenetrable imperative
imperceptible imperceptibly imperfect imperfection imperial imperialism imperialist imperil imperilled imperilling
impersonal impersonate impersonation impersonator impertinence impertinent impervious impetuous impetus impinge impish
implacable implant implausible implement implementable implementation implementer implicate implication implicit
implode implore impolite import importance important importation importer impose imposition impossibility impossible
impossibly impostor impotence impotent impound impoverish impractical imprecise impregnable impregnate impress
impression impressionable impressionistic impressive imprint imprison imprisonment improbability improbable improbably
impromptu improper impropriety improve improvement improvisation improvise impudence impudent impulse impulsive
impulsiveness impunity impure impurer impurest impurity in inability inaccessibility inaccessible inaccuracy
inaccurate inaction inactive inactivity inadequacy inadequate inadmissible inadvertent inadvisable inalienable inane
inaner inanest inanimate inapplicable inappropriate inarticulate inasmuch inattention inattentive inaudible inaudibly
inaugural inaugurate inauguration inauspicious inborn inbox inbred inbreed inbuilt inc incalculable incandescence
incandescent incantation incapable incapacitate incapacity incarcerate incarceration incarnate incarnation incendiary
incense incentive incentivise inception incessant incest incestuous inch incidence incident incidental incinerate
incineration incinerator incision incisive incisor incite incitement incl inclination incline include inclusion
inclusive inclusivity incognito incoherence incoherent income incomparable incompatibility incompatible incompatibly
incompetence incompetent incomplete incomprehensible inconceivable inconclusive incongruity incongruous
inconsequential inconsiderable inconsiderate inconsistency inconsistent inconsolable inconspicuous incontinence
incontinent inconvenience inconvenient incorporate incorporation incorrect incorrigible increase incredible incredibly
incredulity incredulous increment incremental incriminate incrimination incubate incubation incubator incumbent incur
incurable incurably incurred incurring indebted indebtedness indecency indecent indecision indecisive indeed
indefensible indefinable indefinably indefinite indelible indelibly indelicate indemnify indemnity indent indentation
independence independent indescribable indescribably indestructible indeterminate index india indian indicate
indication indicative indicator indices indict indictment indifference indifferent indigenous indigent indigestible
indigestion indignant indignation indignity indigo indirect indirection indirectness indiscreet indiscretion
indiscriminate indispensable indisposed indisputable indistinct indistinguishable individual individualism
individualist individualistic individuality indivisible indoctrinate indoctrination indolence indolent indomitable
indonesian indoor induce inducement induct induction indulge indulgence indulgent industrial industrialisation
industrialise industrialist industrious industry inebriate inebriation inedible ineffective ineffectiveness
ineffectual inefficiency inefficient inelegant ineligibility ineligible inept ineptitude inequality inequity inert
inertia inertial inescapable inessential inevitability inevitable inevitably inexact inexcusable inexhaustible
inexorable inexorably inexpensive inexperience inexplicable inexplicably inextricably infallibility infallible
infamous infamy infancy infant infantile infantry infatuate infatuation infeasible infect infection infectious
infelicity infer inference inferior inferiority inferno inferred inferring infertile infertility infest infestation
infidel infidelity infield infielder infiltrate infiltration infiltrator infinite infinitesimal infinitive infinity
infirm infirmary infirmity infix inflame inflammable inflammation inflammatory inflatable inflate inflation
inflationary inflection inflexibility inflexible inflexibly inflexion inflict infliction influence influential
influenza influx info infomercial inform informal informality informant information informational informative informer
infraction infrared infrastructure infrequent infringe infringement infuriate infuse infusion ingenious ingenuity
ingest ingestion ingrain ingratiate ingratitude ingredient inhabit inhabitant inhalation inhale inhaler inherent
inherit inheritance inhibit inhibition inhospitable inhuman inhumane inhumanity initial initialisation initialise
initialled initialling initiate initiation initiative initiator inject injection injunction injure injurious injury
injustice ink inkier inkiest inkling inky inlaid inland inlay inlet inline inmate inn innards innate inner innermost
innkeeper innocence innocent innocuous innovate innovation innovative innovator innuendo innumerable inoculate
inoculation inoffensive inoperative inopportune inordinate inorganic inpatient input inputted inputting inquest
inquire inquiry inquisition inquisitive inroad ins insane insaner insanest insanity insatiable inscribe inscription
inscrutable insect insecticide insecure insecurity insemination insensitive insensitivity inseparable insert insertion
inside insider insidious insight insignia insignificance insignificant insincere insincerity insinuate insinuation
insipid insist insistence insistent insofar insolence insolent insoluble insolvency insolvent insomnia insomniac
inspect inspection inspector inspiration inspirational inspire insta instability install installation installer
instalment instance instant instantaneous instate instead instep instigate instigation instil instilled instilling
instinct instinctive institute institution institutional institutionalise instruct instruction instructive instructor
instrument instrumental insubordinate insubordination insubstantial insufferable insufficiency insufficient insular
insularity insulate insulation insulator insulin insult insurance insure insurer insurgency insurgent insurmountable
insurrection int intact intake intangible integer integral integrate integration integrity intel intellect
intellectual intelligence intelligent intelligible intelligibly intend intense intenser intensest intensifier
intensify intensity intensive intent intention intentional inter interact interaction interactive intercede intercept
interception interchange interchangeable interchangeably intercom interconnect intercontinental intercourse
interdependence interdependent interest interface interfere interference interim interior interject interjection
interlock interloper interlude intermarriage intermarry intermediary intermediate interment interminable interminably
intermingle intermission intermittent intern internal international internet internist internment internship
interpersonal interplanetary interplay interpolation interpose interpret interpretation interpreter interracial
interred interrelate interring interrogate interrogation interrogator interrupt interruption intersect intersection
intersperse interstate interstellar intertwine interval intervene intervention interview interviewer interweave
interwove interwoven intestate intestinal intestine intimacy intimate intimation intimidate intimidation into
intolerable intolerably intolerance intolerant intonation intoxicate intoxication intractable intramural intransitive
intravenous intrepid intricacy intricate intrigue intrinsic intrinsically introduce introduction introductory
introspective introvert intrude intruder intrusion intrusive intuition intuitive inundate inundation invade invader
invalid invalidate invaluable invariable invariably invariant invasion invasive invective invent invention inventive
inventor inventory inverse inversion invert invertebrate invest investigate investigation investigative investigator
investment investor inveterate invigorate invincible invisibility invisible invisibly invitation invite invocation
invoice invoke involuntarily involuntary involve involvement invulnerable inward iodine ion ionising iota ip ipad ipcc
ipod ipus ir iran iraq irascible irate ire ireland iridescence iridescent iris irish irk iron ironic ironically irony
irradiate irrational irrationality irreconcilable irrecoverable irrefutable irregular irregularity irrelevance
irrelevant irreparable irreparably irreplaceable irrepressible irreproachable irresistible irresistibly irrespective
irresponsibility irresponsible irresponsibly irretrievable irretrievably irreverence irreverent irreversible
irrevocable irrevocably irrigate irrigation irritability irritable irritably irritant irritate irritation is islamic
island islander isle iso isolate isolation isp israel issue isthmus isva it italic italicise italy itch itchier
itchiest itchiness itchy item itemise iterate iteration iterative itinerant itinerary its itself itu itv iv iva ivf
ivory ivy izzat jab jabbed jabber jabbing jack jackal jackass jackdaw jacket jackhammer jackknife jackknives jackpot
jackson jade jagged jaggeder jaggedest jaguar jail jailer jalopy jam jamb jamboree jammed jamming jammu jan jangle
janitor january japan japanese jar jargon jarred jarring jaundice jaunt jauntier jauntiest jauntily jaunty java
javelin jaw jawbone jay jaywalk jaywalker jazz jazzier jazziest jazzy jealous jealousy jean jeer jeez jell jelly
jellyfish jenrick jeopardise jeopardy jeremy jerk jerkier jerkiest jerkily jerky jersey jest jester jet jetskis jetted
jetting jettison jetty jewel jewelled jeweller jewellery jewelling jewelries jewish jibe jiffy jig jigged jigger
jigging jiggle jigsaw jilt jim jingle jinx jit jitterier jitteriest jitters jittery jive jo job jobbed jobbing
jobcentre jobless joblessness jock jockey jockstrap jocular jocularity joe jog jogged jogger jogging john johnson join
joint joke joker jollier jolliest jolly jolt jones joseph jostle jot jotted jotting journal journalism journalist
journey jovial jowl joy joyful joyfuller joyfullest joyfulness joyous joyridden joyride joyrider joyrode joystick jsp
jubilant jubilation jubilee judge judgement judgemental judgment judicial judiciary judicious judo jug jugged
juggernaut jugging juggle juggler jugular juice juicier juiciest juicy jukebox jul juliet july jumble jumbo jump
jumper jumpier jumpiest jumpsuit jumpy junction juncture june jungle junior juniper junk junket junkie junkyard junta
jurisdiction juror jury jus just juster justest justice justifiable justifiably justification justify justin jut jute
jutted jutting juvenile juxtapose juxtaposition kaleidoscope kangaroo kaput karat karate karma kashmir kate kayak kb
kcsie kde keel keen keener keenest keenness keep keeper keepsake keg keighley kelly kelp kemp ken kennel kennelled
kennelling kensington kent kenya kept kerb kerchief kernel kerosene ketchup kettering kettle kevin key keyboard
keyholder keyhole keynote keystone keystroke keyword keyworkers keyworks kg kgs khaki khan kick kickback kickoff kid
kidded kiddie kidding kiddo kidnap kidnapped kidnapper kidnapping kidney kill killer killin kiln kilo kilobyte
kilogram kilometre kilowatt kilt kimono kin kind kinda kinder kindergarten kindergartener kindest kindhearted kindle
kindlier kindliest kindness kindred kinfolk king kingdom kingfisher kingpin kingston kink kinkier kinkiest kinky
kinship kiosk kipper kirpan kiss kit kitchen kitchenette kite kitten kitty kiwi kleptomaniac klutz klutzier klutziest
klutzy km knack knacker knapsack knead knee kneecap kneecapped kneecapping kneel knelt knew knickers knickknack knife
knight knighthood knit knitted knitting knives knob knobbier knobbiest knobby knock knocker knockout knoll knot
knotted knottier knottiest knotting knotty know knowledge knowledgeable knowledgeably known knuckle koala kong korean
kosher kowtow ks kudos kw kwarteng kwh kyoto la lab label labelled labelling labor laboratory laborious labour
labourer labyrinth lace lacerate laceration lacier laciest lack lacklustre lacquer lacrosse lactose lacy lad ladder
lade laden ladle lady ladybug ladylike lag lager laggard lagged lagging lagoon laid lain lair lake lal lamb lambda
lame lament lamentable lamentation lamer lamest laminate lamp lampoon lampshade lan lancashire lance land lander
landfill landlady landline landlocked landlord landmark landowner landscape landslid landslide lane langstone language
languid languish languor languorous lanka lankans lankier lankiest lanky lantern lanyard lap lapel lapped lapping
lapse laptop larceny lard large larger largest lark larry larva larvae larynges laryngitis larynx lasagne lascivious
laser lash lass lasso last latch late latent later lateral latest latex lath lathe lather latin latitude latrine
latter lattice laud laudable laugh laughable laughingstock laughter launch launcher launder laundry laureate laurel
lava lavatory lavender lavish lavisher lavishest law lawful lawless lawlessness lawmaker lawn lawnmower lawrence
lawsuit lawyer lax laxative laxer laxest laxity lay layaway layer layman laymen layoff layout layover lazier laziest
lazily laziness lazy lcd ld le lea leach lead leaden leader leadership leaf leafier leafiest leaflet leafy league leak
leakage leakier leakiest leaky lean leaner leanest leap leapfrog leapfrogged leapfrogging leapt learn learner learnt
lease leash least leather leathery leave leavers lecherous leck lectern lecture lecturer led ledge ledger lee leech
leeds leek leer leerier leeriest leery leeway left lefter leftest leftmost leftover leg legacy legal legalisation
legalise legalistic legality legalize legend legendary legged leggier leggiest legging leggy legibility legible
legibly legion legislate legislation legislative legislator legislature legit legitimacy legitimate legume leicester
leisure lemme lemon lemonade lend lender length lengthen lengthier lengthiest lengthwise lengthy leniency lenient lens
lent lentil leonard leopard leotard leper leprosy leprous lesbian lesbianism lesion less lessen lesser lesson lest let
letdown lethal lethargic lethargy letter letterbox letterhead letting lettuce letup leukaemia levee level levelheaded
levelled levelling lever leverage levitate levitation levity levy lewd lewder lewdest lewis lexical lexicon lg lgbt
lgbtq lgbtqia lha liability liable liaise liaison liar lib libel libelled libelling libellous liberal liberalisation
liberalise liberalism liberate liberation libertarian liberty libido librarian library libre libretto lice licence
license lichen lick licorices lid lido lie lien lieu lieutenant life lifeboat lifecycle lifeforms lifeguard lifeless
lifelike lifeline lifelong lifesaver lifespan lifestyle lifetime lift liftoff ligament ligature light lightbulb
lighten lighter lightest lighthearted lighthouse lightness lightning lightweight like likeable likelier likeliest
likelihood liken likeness liker likest likewise lil lilac lilo lilt lily limb limber limbo lime limelight limerick
limestone limit limitation limitless limo limousine limp limper limpest linchpin lincoln lindows lindowsos lindsey
line lineage linear linefeed linen liner lineup linger lingerie lingo linguist linguistic liniment link linkage
linkedlist linker linoleum lint linux lion lioness lip lipstick liquefy liqueur liquid liquidate liquidation liquor
liquorice lisenced lisp list listen listener listless lit litany lite literacy literal literary literate literature
lithe lither litherland lithest lithium litigate litigation litre litter litterbug little littler littlest liturgical
liturgy livable live liveable livelier liveliest livelihood liveliness liven liver liverpool livest livestock livid
liz lizard llama lmao lmaooo load loadable loader loaf loafer loam loan loath loathe loathsome loaves lob lobbed
lobbing lobby lobbyist lobe lobotomy lobster local locale localise locality locate location locator lock lockdown
locker lockergnome locket locksmith locomotion locomotive locum locust lodge lodger loft loftier loftiest loftiness
lofty log logarithm logarithmic logbook logged logger logging logic logical logician logistical logistics logjam logo
loin loincloth loiter loiterer lol loll lollipop london lone lonelier loneliest loneliness loner lonesome long longer
longest longevity longhand longish longitude longitudinal longshoreman longshoremen longtime loo look lookalike lookin
lookout loom loon looney loonie loonier looniest loony loop loophole loose loosen looser loosest loot looter lop lope
lopped lopping lopsided lord lore lorry lose loser loss lost lot lotion lottery lotus loud louder loudest loudmouth
loudness loudspeaker lounge louse lousier lousiest lousy lovable love lovelier loveliest loveliness lover lovesick low
lowbrow lowdown lowe lower lowercase lowest lowkey lowland lowlier lowliest loyal loyaler loyalest loyalty lozenge ls
ltd ltn lubricant lubricate lubrication lucid lucidity luck luckier luckiest luckily lucky lucrative ludicrous lug
luggage lugged lugging lugubrious lukewarm lull lullaby lumber lumberjack lumberyard luminary luminous lump lumpier
lumpiest lumpy lunacy lunar lunatic lunch lunchbox luncheon lunchtime lung lunge lupin lupine lurch lure lurid lurk
luscious lush lusher lushest lust lustier lustiest lustre lustrous lusty lute luton luxuriant luxuriate luxurious
luxury ly lye lymph lymphatic lynch lyre lyric lyrical lyricist ma mac macabre macaroni mace machete machine machinery
machinist macho mackerel macro macrocosm macroscopic mad madagascar madam madame madcap madden madder maddest made
madhouse madman madmen madness maelstrom magazine magenta maggot magic magical magician magistrate magnanimity
magnanimous magnate magnesium magnet magnetic magnetise magnetism magnification magnificence magnificent magnify
magnitude magnolia magnum magpie mahogany maid maiden mail mailbox mailer mailman mailmen mailroom maim main mainframe
mainland mainline mainstay mainstream maintain maintainability maintainable maintainer maintenance maize majestic
majestically majesty major majority make makefile maker makeshift makeup maladjusted malady malaise malaria malcolm
male malevolence malevolent malformed malfunction malice malicious malign malignancy malignant mall mallard malleable
mallet malnourished malnutrition malodourous malpractice malt maltreat mam mama mamma mammal mammalian mammoth man
manacle manage manageable management manager managerial manchester mandarin mandate mandatory mandible mandolin
mandrake mane maneuver mange manger mangier mangiest mangle mango mangrove mangy manhandle manhole manhood manhunt
mania maniac maniacal manic manicure manicurist manifest manifestation manifesto manifold manilla manipulate
manipulation manipulative mankind manlier manliest manliness manned mannequin manner mannerism manning mannish
manoeuvre manor manpower mansion manslaughter mantel mantelpiece mantle mantra manual manufacture manufacturer manure
manuscript many map maple mapped mapper mapping mar marac marathon marble march marcher mare margarine margin marginal
maria marie marigold marijuana marina marinade marinate marine mariner marionette marital maritime mark markdown
marker market marketability marketable marketer marketplace marksman marksmen markup marmalade marnie maroon marquee
marred marriage marring marrow marry marsh marshal marshalled marshalling marshier marshiest marshmallow marshy
marsupial mart martial martin martyr martyrdom marvel marvelled marvelling marvellous mary mas mascara mascot
masculine masculinity mash mask masochism masochist masochistic mason masonry masquerade massacre massage masse
masseur masseuse massive mast master mastercard masterful mastermind masterpiece mastery masticate masturbate
masturbation mat matador match matchbook matchbox matchless matchmaker matchmaking matchstick mate material
materialise materialism materialist materialistic maternal maternity mathematical mathematician mathematics maths
matriarch matriarchal matriarchy matrices matriculate matriculation matrimonial matrimony matrix matron matt matte
matter matthias mattress mature maturer maturest maturity maudlin maul mausoleum mauve maverick mawkish max maxim
maxima maximal maximise maximum may maybe mayday mayhem mayo mayonnaise mayor mayorship maze mb mbe mbr mcdonald
mcflurry mcs md me meadow meagre meal mealier mealiest mealtime mealy mean meander meaner meanest meaningful
meaningless meant meantime meanwhile measles measlier measliest measly measurable measure measurement meat meatball
meatier meatiest meatloaf meatloaves meaty mecca mechanic mechanical mechanisation mechanise mechanism med medal
medallion medallist meddle meddler meddlesome media median mediate mediation mediator medic medical medicate
medication medicinal medicine medieval mediocre mediocrity meditate meditation mediterranean medium medley medrxiv
medway meek meeker meekest meekness meet meetinghouse meg mega megabyte megalomania megalomaniac megaphone megaton
mela melancholy meld mellow mellower mellowest melodic melodious melodrama melodramatic melody melon melt meltdown
member membership membrane memento memes memo memoir memorabilia memorable memorably memorandum memorial memorise
memory men menace menagerie mend menial meningitis menopause menorah menstrual menstruate menstruation mental
mentality menthol mention mentor menu mercantile mercenary merchandise merchant merciful merciless mercury mercy mere
merest merge merger meridian meringue merit merlin mermaid merrett merrier merriest merrily merriment merry mes
mesdames mesh mesmerise message messenger messier messiest messy met metabolic metabolism metal metallic metallurgist
metallurgy metamorphose metamorphosis metaphor metaphorical metaphysical metaphysics mete meteor meteoric meteorite
meteorological meteorologist meteorology meter methadone methane method methodical methodological methodology
meticulous metre metric metro metropolis metropolitan mettle mew mexico mezzanine mh mhz mi mia miaow mic mice michael
mick micro microbe microbeads microbiology microchip microcode microcomputer microcosm microfiche microfilm micrometer
micrometre microorganism microphone microplastic microprocessor microscope microscopic microsecond microsoft microwave
mid midair midday middle middleman middlemen midget midlands midnight midriff midst midstream midsummer midterm midway
midweek midwife midwinter midwives mien miff might mightier mightiest mighty migraine migrant migrate migration
migratory mike mil mild milder mildest mildew mildness mile mileage milestone milieu militancy militant militarily
militarism military militate militia milk milker milkier milkiest milkman milkmen milky mill millage millennia
millennium miller milligram millilitre millimetre milliner millinery million millionaire millionth millisecond
millitary milter mime mimic mimicked mimicking mimicry min mince mincemeat mind mindbogglingly mindedness mindful
mindless mindset mine minecraft minefield miner mineral mingle mini miniature minibus minicomputer minimal minimalism
minimalist minimise minimize minimum minion miniseries miniskirt minister ministerial ministry minivan mink minnow
minor minority minstrel mint mintier mintiest minty minuet minus minuscule minute minuter minutest miracle miraculous
mirage mire mirpur mirror mirth mis misadventure misapprehension misappropriate misappropriation misbehave
misbehaviour miscalculate miscalculation miscarriage miscarry miscellaneous miscellany mischief mischievous
misconception misconduct misconstrue misdeed misdemeanour misdirect misdirection miser miserable miserably misery
misfit misfitted misfitting misfortune misgendering misgiving misguide mishap misheard misinform misinformation
misinterpret misinterpretation misjudge misjudgement mislaid mislay mislead misled mismanage mismanagement mismatch
misnomer misogynist misogyny misplace misprint mispronounce mispronunciation misquote misread misrepresent
misrepresentation misshapen missile missin mission missionary missive misspell misspend misspent misstep mist mistake
mistaken mister mistier mistiest mistletoe mistook mistreat mistreatment mistress mistrial mistrust misty mistype
misunderstand misunderstood misuse mit mite mitigate mitigation mitt mitten mix mixer mixture ml mm mma mmwave
mnemonic moan moat mob mobbed mobbing mobile mobilisation mobilise mobility moby moccasin mock mockery mockingbird mod
modal mode model modelled modelling modem moderate moderation moderator modern modernisation modernise modernity
modest modesty modicum modification modifier modify modular modulate modulation module mohair moist moisten moister
moistest moisture moisturiser molar molasses mole molecular molecule molest molestation molester mollify mollusc
molten moment momentarily momentary momentous momentum mommy mon monarch monarchy monastery monastic monday monetarism
monetary monetised money moneywise mongoose mongrel monies moniker monitor monk monkey mono monochrome monogamous
monogamy monogram monogrammed monogramming monolingual monolith monolithic monologue mononucleosis monopolisation
monopolise monopoly monorail monosyllable monotone monotonically monotonous monotony monoxide monsoon monster
monstrosity monstrous montage month montjacks monument monumental moo mooch mood moodier moodiest moodily moodiness
moody moon moonbeam moonlight moonlit moor moore moorland moose moot mop mope mopped mopping moral morale moralist
moralistic morality morass moratorium morbid morbidity more moreover morgue morley morn morocco moron moronic morose
morphine morphology morsel mortal mortality mortar mortarboard mortgage mortician mortification mortify mortuary
mosaic mosque mosquito moss mossier mossiest mossy most mot motel moth mothball mother motherboard motherfucker
motherhood motif motion motionless motivate motivation motive motley motlier motliest motor motorbike motorboat
motorcade motorcycle motorcyclist motorhome motorise motorist motormouth motorway mottle motto mould mouldier
mouldiest mouldy moult mound mount mountain mountaineer mountainous mountainside mourn mourner mournful mouse mousier
mousiest mousse moustache mousy mouth mouthful mouthpiece mouthwash movable move movement mover movie mow mower
mozambique mozilla mp mpeg mpg mph mplayer mps mr mrs ms msg msgid msn mu mubarak much muck mucous mucus mud muddier
muddiest muddle muddy mudslide mudslinging muff muffin muffle muffler mug mugged mugger muggier muggiest mugginess
mugging muggy muhammad mulatto mulberry mulch mule mull multi multicultural multilateral multimedia multimillionaire
multinational multipart multiple multiplex multiplication multiplicative multiplicity multiply multiprocessing
multitasking multitude mum mumble mummify mummy mumps munch munchies mundane municipal municipality munition mural
murder murderer murderous murdoch murkier murkiest murky murmur murphy muscle muscular muse museum mush mushier
mushiest mushroom mushy music musical musician musk musket muslim muss mussel must mustang mustard muster mustier
mustiest musty mutability mutable mutant mutate mutation mute muter mutest mutilate mutilation mutinous mutiny mutt
mutter mutton mutual muzzle my mynydd myopic myriad mys myself mysql mysterious mystery mystic mystical mysticism
mystify mystique myth mythical mythological mythology nab nabbed nabbing nadia nag nagged nagging nah nail nailbrush
naive naiver naivest naivety naked nakedness naloxone name nameless namesake nan nana nancy nando nanny nano nantwich
nap napalm nape napkin napped nappier nappiest napping nappy narc narcissism narcissist narcissistic narcotic nark
narrate narration narrative narrator narrow narrower narrowest narrowness nasal nastier nastiest nastily nastiness
nasty nation national nationalisation nationalise nationalism nationalist nationalistic nationality nationalize
nationwide native nativity nato nattier nattiest natty natural naturalisation naturalise naturalist naturalness nature
natwest naughtier naughtiest naughtily naughtiness naughty nausea nauseate nauseous nautical nav naval navel navigable
navigate navigation navigational navigator navy nay nazi nbsp nd ne near nearby nearer nearest nearsighted
nearsightedness neat neater neatest neatness nebula nebulae nebulous necessarily necessary necessitate necessity neck
neckerchief necklace neckline necktie necrophilia nectar nectarine need needier neediest needle needlessly needlework
needy negate negation negative negativity neglect neglectful negligee negligence negligent negligible negotiable
negotiate negotiation negotiator neigh neighbor neighbour neighbourhood neighbourliness neither nelson nene neon
neonicotinoid neophyte nephew nepotism nerd nerdier nerdiest nerdy nerve nervous nervousness nest nestle net netball
netflix nether netherlands netpol netscape netted netting nettle network neural neuro neurodiversity neurological
neurologist neurology neuron neuroses neurosis neurotic neuter neutral neutralisation neutralise neutrality neutron
never neverfail nevertheless new newbie newborn newcastle newcomer newer newest newfangled newlywed newness newsagents
newscast newscaster newsier newsiest newsletter newspaper newsprint newsreader newsstand newsworthy newsy newt newton
next nfu ngl nhs ni niall nibble nice nicer nicest nicety niche nick nickel nickname nicotine niece nife niftier
niftiest nifty nigeria nigerian nigger niggle nigh night nightclub nightclubbed nightclubbing nightdress nightfall
nightgown nightie nightingale nightlife nightmare nightmarish nighttime nil nimble nimbler nimblest nimbly nincompoop
nine nineteen nineteenth ninetieth ninety ninja ninny ninth nip nipped nippier nippiest nipping nipple nippy nit nite
nitrate nitrogen nitrous nitwit nmh nndc no nobility noble nobleman noblemen nobler noblest noblewoman noblewomen
nobly nobody nocturnal nod nodded nodding node noes noise noiseless noisier noisiest noisily noisiness noisy nomad
nomadic nomenclature nominal nominate nomination nominative nominee non nonchalance nonchalant noncommittal
nonconformist nondairy nondenominational nondescript none nonentity nonetheless nonevent nonexistent nonfat nonfiction
nonflammable nonintervention nonpartisan nonplus nonplussed nonplussing nonprofit nonproliferation nonrefundable
nonrenewable nonresident nonsense nonsensical nonsmoker nonsmoking nonspam nonstandard nonstick nonstop nontrivial
nonverbal nonviolence nonviolent noodle nook noon noose nope nor norm normal normalcy normalisation normalise
normality norman norte north northbound northeast northeasterly northeastern northeastward northerly northern
northerner northernmost northward northwest northwesterly northwestern northwestward norway norwich norwood nose
nosebleed nosedive nosier nosiest nostalgia nostalgic nostalgically nostril nosy not notable notably notation notch
note notebook noteworthy nothing nothingness notice noticeable noticeably noticeboard notification notify notion
notional notoriety notorious nottinghamshire notwithstanding nougat nought noun nourish nourishment nov nova novel
novelist novelty november novice now nowadays nowhere noxious nozzle npc nrpf nspcc nt ntp ntzs nuance nuclear nuclei
nucleus nude nuder nudest nudge nudist nudity nugget nuisance nuke null nullify numb number numbest numbness numeral
numerate numerator numeric numerical numerous numismatic nun nuptial nurse nursemaid nursery nurture nut nutcracker
nuthin nutmeg nutrient nutriment nutrition nutritional nutritious nutshell nutted nuttier nuttiest nutting nutty
nuzzle nvidia nw nye nylon nymph nymphomania nymphomaniac oadby oaf oak oap oar oases oasis oat oath oatmeal obedience
obedient obelisk obese obesity obey obfuscation obituary object objection objectionable objectional objective
objectivity objector obligate obligation obligatory oblige oblique obliterate obliteration oblivion oblivious oblong
obnoxious oboe obscene obscener obscenest obscenity obscure obscurer obscurest obscurity observable observance
observant observation observatory observe observer obsess obsession obsessive obsolescence obsolescent obsolete
obstacle obstetrician obstetrics obstinacy obstinate obstruct obstruction obstructive obtain obtainable obtrusive
obtuse obtuser obtusest obvious occasion occasional occult occupancy occupant occupation occupational occupy occur
occurred occurrence occurring ocean oceanic oceanography oct octagon octagonal octal octave october octopus ocular od
odd odder oddest oddity oddness ode odious odometer odour odyssey oems oesophagi oesophagus oestrogen of off offbeat
offence offend offender offensive offensiveness offer offhand office officer official officiate officious offline
offload offset offsetting offshoot offshore offspring offstage ofgem ofsted often oftener oftenest ogle ogre oh ohm
ohs oia oil oilfield oilier oiliest oilseed oily oink ointment ok okay okra old olden older oldest oldie olfactory
oligarchs olive oliver olympic ombudsman ombudsmen omega omelette omen omicron ominous omission omit omitted omitting
omnibus omnipotence omnipotent omnipresent omniscience omniscient on once oncoming one onerous oneself onetime ongoing
onion online onlooker only onomatopoeia onrush ons onset onshore onsite onslaught onto onus onward oodles oops ooze op
opal opaque opaquer opaquest open opener openest openness openssh openssl opera operable operand operate operatic
operation operational operative operator ophthalmologist ophthalmology opinion opinionated opium opossum opponent
opportune opportunism opportunist opportunistic opportunity oppose opposite opposition oppress oppression oppressive
oppressor opt optic optical optician optima optimal optimisation optimise optimism optimist optimistic optimistically
optimum option optional optometrist optometry opulence opulent opus or oracle oral orange orangutan oration orator
oratory orbit orbital orchard orchestra orchestral orchestrate orchestration orchid ordain ordeal order ordinal
ordinance ordinarily ordinary ordination ore org organ organic organically organisation organisational organise
organiser organism organist organization organize orgasm orgy orient oriental orientate orientation orifice origin
original originality originate originator oriole ornament ornamental ornate ornithologist ornithology orphan orphanage
orthodontics orthodontist orthodox orthodoxy orthogonal orthogonality orthography orthopaedics os oscillate
oscillation oscilloscope osdn osman osmosis oss ostensible ostensibly ostentation ostentatious osteopathy ostracise
ostracism ostrich ot other otherwise otter ouch ought ounce our ourselves ouse oust ouster out outage outback outbid
outbidding outbound outbreak outburst outcast outclass outcome outcrop outcropped outcropping outcry outdated outdid
outdistance outdo outdone outdoor outer outermost outfield outfielder outfit outfitted outfitting outgoing outgrew
outgrow outgrown outgrowth outhouse outlaid outlandish outlast outlaw outlay outlet outline outlive outlook outlying
outmanoeuvre outmoded outnumber outpatient outperform outplacement outpost outpouring output outputted outputting
outrage outrageous outran outreach outright outrun outrunning outset outshine outshone outside outsider outskirt
outsmart outsource outspoken outspokenness outstanding outstation outstretch outstrip outstripped outstripping outward
outweigh outwit outwitted outwitting ova oval ovarian ovary ovation oven over overall overate overbear overblown
overboard overbore overborne overburden overcame overcast overcharge overcoat overcome overcompensate overcompensation
overcrowd overdid overdo overdone overdose overdraft overdraw overdrawn overdrew overdue overeat overeaten
overestimate overextend overfishing overflow overflying overgrew overgrow overgrown overhand overhang overhaul
overhead overhear overheard overheat overhung overjoy overkill overlaid overlain overland overlap overlapped
overlapping overlay overlie overload overlong overlook overnight overpaid overpass overpopulate overpopulation
overpower overprice overprint overran overrate overreact overridden override overrode overrule overrun overrunning
oversampling oversaw overseas oversee overseen overseer overshadow overshoot overshot oversight oversimplification
oversimplify oversized oversleep overslept overstate overstayer overstep overstepped overstepping overt overtake
overtaken overthrew overthrow overthrown overtime overtone overtook overture overturn overuse overview overweight
overwhelm overwork overwrite overwritten overwrought ovum ow owe owen owl own owner ownership owt ox oxen oxford
oxfordshire oxidation oxide oxidise oxygen oyster oz ozev ozone pa pablo pace pacemaker pacesetter pacific pacifier
pacifism pacifist pacify pack package packer packet pact pad padded padding paddle paddock paddy padlock padre
paediatrician paediatrics paedophile pagan page pageant pageantry pager pagination pagoda paid pail pain painful
painfuller painfullest painkiller painless painstaking paint paintbrush painter pair pakistan pal palace
palaeontologist palaeontology palatable palate palatial pale paler palest palette pall pallbearer pallets pallid
pallor palm palomino palpable palpably paltrier paltriest paltry pam pamper pamphlet pan panacea panache panasas
pancake pancreas pancreatic panda pandemic pandemonium pander pane panel panelled panelling panellist pang panhandle
panhandler panic panicked panicking panicky panned panning panorama panoramic pansy pant pantheism panther pantie
panto pantomime pantry pantyhose pap papa papacy papal papaya paper paperback paperboy papergirl paperweight paperwork
paprika papyri papyrus par parable parachute parade paradigm paradise paradox paradoxical paraffin paragon paragraph
paraguay parakeet paralegal parallel paralyse paralysis paralytic paramedic parameter paramilitary paramount paranoia
paranoid paraphernalia paraphrase paraplegic paraquat parasite parasitic parasol paratrooper parcel parcelled
parcelling parch parchment pardon pardonable pare parent parentage parental parentheses parenthesis parenthetical
parenthood paris parish parishioner parity park parka parkway parliament parliamentarians parliamentary parliment
parlour parochial parody parole parquet parred parring parrot parse parsec parser parsley parsnip parson parsonage
part partake partaken partial partiality participant participate participation participle particle particular
particulate partisan partition partner partnership partook partridge partway party pas passable passage passageway
passbook passenger passer passerby passersby passion passionate passive passphrase passport password past pasta paste
pastel pasteurisation pasteurise pastiche pastier pastiest pastime pastor pastoral pastry pasture pasty pat patch
patchier patchiest patchwork patchy pate patel patent paternal paternalism paternalistic paternity path pathetic
pathetically pathogens pathological pathologist pathology pathos pathway patience patient patienter patientest patio
patriarch patriarchal patriarchy patricide patrick patrimony patriot patriotic patriotically patriotism patrol
patrolled patrolling patrolman patrolmen patrolwoman patrolwomen patron patronage patronise patted patter pattern
patting patty paucity paul pauline paunch paunchier paunchiest paunchy pauper pause pave pavement pavilion paw pawn
pawnbroker pay payable payback paycheck payday paye payee payer payload payment payoff payout payrises payroll
payslips pc pcc pco pcr pcs pcso pd pda pdca pdf pdr pe pea peace peaceable peaceably peaceful peacefulness
peacekeeping peacemaker peacetime peach peacock peak peal peanut pear pearl peasant peat peatlands pebble pecan peck
peculiar peculiarity pedagogical pedagogy pedal pedalled pedalling pedant pedantic pedantically pedantry peddle
pedestal pedestrian pedigree pedlar pee peek peekaboo peel peep peephole peer peerless peeve peevish peg pegged
pegging pejorative pelagic pelican pell pellet pelt pelvic pelvis pen penal penalise penalty penance pence penchant
pencil pencilled pencilling pendant pended pending pends pendulum penetrate penetration penguin penicillin peninsula
penis penitence penitent penitentiary penknife penknives penmanship penn pennant penniless penny penrhos pension
pensioner pensive pentagon pentagonal penthouse pentium penultimate peon peony people pep pepped pepper peppermint
pepperoni peppier peppiest pepping peppy per perceive percent percentage percentile perceptible perceptibly perception
perceptive perch perchance percolate percolation percolator percussion peremptory perennial perfect perfecter
perfectest perfection perfectionist perforate perforation perform performance performer perfume perfunctorily
perfunctory perhaps peril perilled perilling perilous perimeter period periodic periodical peripheral periphery
periscope perish perishable perjure perjury perk perkier perkiest perky perl perm permaculture permanence permanent
permeate permissible permission permissive permit permitted permitting permutation pernicious peroxide perpendicular
perpetrate perpetrator perpetual perpetuate perplex perplexity perquisite persecute persecution persecutor
perseverance persevere persist persistence persistent person persona personable personae personal personalise
personality personification personify personnel perspective perspiration perspire persuade persuasion persuasive
persuasiveness pert pertain perter pertest perth pertinent perturb perusal peruse pervade pervasive perverse
perversion perversity pervert peskier peskiest pesky pessimism pessimist pessimistic pessimistically pest pester
pesticide pestilence pet petal peter petite petition petrify petrochemical petrol petroleum petted petticoat pettier
pettiest pettiness petting petty petulant petunia pew pewter pfas pfizer pfoa pgp ph phalli phallic phallus phantom
pharmaceutical pharmacist pharmacologist pharmacology pharmacy phase phd pheasant phenomena phenomenal phenomenon
pheromone philanthropic philanthropist philanthropy philip philistine phillip philosopher philosophical philosophise
philosophy phlegm phlegmatic phobia phobic phoenix phone phonetic phonetically phoney phonics phonied phonier phoniest
phonograph phonying phooey phosphate phosphor phosphorescence phosphorescent phosphorus photo photocopier photocopy
photogenic photograph photographer photographic photography photon photosynthesis phototypesetter php phrase
phraseology phv physic physical physician physicist physio physiological physiology physiotherapist physiotherapy
physique pi pianist piano pic picasso piccolo pick pickax picker picket pickier pickiest pickle pickpocket pickup
picky picnic picnicked picnicking pictorial picture picturesque piddle pidgin pie piece piecemeal piecework pier
pierce piety pig pigeon pigeonhole pigged piggier piggiest pigging piggish piggy piggyback pigheaded piglet pigment
pigmentation pigpen pigsty pigtail pike pile pileup pilfer pilgrim pilgrimage pill pillage pillar pillow pillowcase
pilot pimp pimple pimplier pimpliest pin pincer pinch pincushion pine pineapple ping pingers pinion pink pinker
pinkest pinkie pinnacle pinned pinning pinpoint pinprick pinstripe pint pinup pioneer pious pip pipe pipeline
pipsqueak piquancy piquant pique piracy piranha pirate pirouette pis pistachio pistol piston pit pitch pitcher
pitchfork piteous pitfall pithier pithiest pithy pitiful pitiless pittance pitted pitting pity pivot pivotal pixel
pixie pizza pizzazz placard placate place placebo placement placenta placid plagiarise plagiarism plagiarist plague
plaice plaid plain plainclothes plainer plainest plaintiff plaintive plan planar plane planet planetarium planetary
plank plankton planned planner planning plant planta plantain plantation planter plantlife plaque plasma plaster
plasterer plastic plate plateau plateful platform plath platinum platitude platonic platoon platter plausibility
plausible plausibly play playable playback playboy player playful playfulness playground playhouse playmate playoff
playpen playroom playstation plaything playwright plaza plc plea plead pleasant pleasanter pleasantest pleasantry
please pleasurable pleasure pleat pledge plenary plentiful plenty plethora pliable pliant pliers plight plod plodded
plodding plop plopped plopping plot plotted plotter plotting plough ploy pluck pluckier pluckiest plucky plug plugged
plugging plugin plum plumage plumb plumber plume plummet plump plumper plumpest plunder plunge plunger plunk plural
plurality plus plush plusher plushest plutocracy plutonium ply plymouth plywood pm pneumatic pneumonia poach poacher
poc pocket pocketbook pocketful pocketknife pocketknives pockmark pod podcast podded podding podiatrist podiatry
podium poem poet poetic poetical poetry pogrom poignancy poignant poinsettia point pointer pointier pointiest
pointless pointlessness pointy poise poison poisonous poke poker pokey pokier pokiest poky poland polar polarisation
polarise polarity pole polemic polemical police policeman policemen policewoman policewomen policy polio polish polite
politeness politer politest political politician politicise politics polka poll pollen pollinate pollination
pollinator pollster pollutant pollute polluter pollution polo polution polyester polyethylene polyfluoroalkyl
polygamist polygamous polygamy polygon polygraph polymer polynomial polyp polystyrene polytechnic pomegranate
pomeranian pomp pompom pomposity pompous poncho pond ponder ponderous pontarddulais ponticum pontiff pontifical
pontoon pontsarn pony ponytail poo pooch poodle pool poole poop poor poorer poorest pop popcorn pope poplar popped
popping poppy populace popular popularise popularity populate population populous porcelain porch porcupine pore pork
porn pornographer pornographic pornography porous porpoise porridge port portability portable portal portend portent
porter portfolio porthole portico portion portlier portliest portrait portray portrayal portugal pose posh posher
poshest position positional positive positivism posse possessed possesses possessing possession possessive possessor
possibility possible possibly possum post postage postal postbox postcard postcode postdate postdoc postdoctoral
poster posterior posterity postgraduate posthumous postman postmark postmaster postmen postmortem postpone
postponement postscript postulate posture postwar posy pot potassium potato potbelly potency potent potential
potentiation pothole potion potluck potpourri potted potter pottery pottier pottiest potting potty pouch poultry
pounce pound pour pout pov poverty powder powdery powell power powerboat powerful powerhouse powerless powerlessness
powershot powwow ppe pr practicable practical practicality practice practise practitioner pragmatic pragmatism
pragmatist prairie praise praiseworthy pram prance prank prankster prattle prawn pray prayer pre preach preacher
preamble precarious precaution precautionary precede precedence precedent precept precinct precious precipice
precipitate precipitation precipitous precise preciser precisest precision preclude precocious preconceive
preconception precondition precursor predate predator predatory predecessor predefined predestination predestine
predetermine predicament predicate predict predictable predictably prediction predictive predictor predilection
predispose predisposition predominance predominant predominate preeminence preeminent preempt preemptive preen
preexist prefab prefabbed prefabbing prefabricate preface prefect prefer preferable preferably preference preferential
preferred preferring prefix pregnancy pregnant prehistoric prehistory prejudge prejudice prejudicial preliminary
prelude premarital premature premeditate premeditation premier premiere premise premium premonition prenatal
preoccupation preoccupy prep prepaid preparation preparatory prepare preparedness prepay prepayment preponderance
preposition prepositional preposterous prepped preppier preppiest prepping preppy preregister preregistration
prerequisite prerogative presage preschool preschooler prescribe prescription prescriptive presence present
presentable presentation presenter preservation preservative preserve preside presidency president presidential press
pressure pressurise prestige prestigious presto preston presumably presume presumption presumptuous presuppose
presupposition pretence pretend pretender pretension pretentious pretentiousness pretext prettier prettiest prettily
pretty pretzel prevail prevalence prevalent prevent preventable preventative prevention preventive preview previewer
previous prewar prey price priceless pricey pricier priciest prick prickle pricklier prickliest pride priest priestess
priesthood prim primacy primal primarily primark primary primate prime primer primeval primitive primmer primmest
primordial primp primrose prince princelier princeliest princesses principal principality principle print printable
printer printout prior prioritisation prioritise priority prise prism prison prisoner prissier prissiest prissy
pristine privacy private privater privatest privation privatisation privatise privier priviest privilege privy prix
prize pro proactive prob probabilistic probability probable probably probation probe problem problematic proc
procedural procedure proceed process procession processional processor proclaim proclamation procmail procmailrc
procrastinate procrastination procreate procure procurement prod prodded prodding prodigal prodigious prodigy produce
producer product production productive productivity prof profane profanity profess profession professional
professionalism professor proffer proficiency proficient profile profit profitability profitable profitably profiteer
profound profounder profoundest profundity profuse profusion progeny prognoses prognosis program programmable
programme programmer progress progression progressive prohibit prohibition prohibitive project projectile projection
projector proletarian proletariat proliferate proliferation prolific prologue prolong prom promenade prominence
prominent promiscuity promiscuous promise promo promontory promote promoter promotion promotional prompt prompter
promptest promptness promulgate prone prong pronoun pronounce pronouncement pronto pronunciation proof proofread prop
propaganda propagandise propagate propagation propel propelled propeller propelling propensity proper properer
properest property prophecy prophesy prophet prophetic propitious proponent proportion proportional proportionality
proportionate proposal propose proposition propositional propped propping proprietary proprietor propriety propulsion
prosaic proscribe proscription prose prosecute prosecution prosecutor proselytise prospect prospective prospector
prospectus prosper prosperity prosperous prostheses prosthesis prostitute prostitution prostrate protagonist protect
protection protective protector protein protest protestant protester protestors protocol proton prototype protract
protraction protractor protrude protrusion proud prouder proudest provable provably prove proven provenance proverb
proverbial provide providence provident provider province provincial provision provisional proviso provocation
provocative provoke provost prow prowess prowl prowler proximity proxy prs prude prudence prudent prudish prune
prurience prurient pry ps psalm pseudo pseudonym pshe psilocybin psw psych psyche psychedelic psychiatric psychiatrist
psychiatry psychic psycho psychoanalyse psychoanalysis psychoanalyst psychological psychologist psychology psychopath
psychopathic psychosis psychosomatic psychotherapist psychotherapy psychotic pt ptsd pub puberty pubescence pubic
public publication publicise publicist publicity publish publisher puck pucker pudding puddle pudge pudgier pudgiest
pudgy pueblo puerile puff puffer puffier puffiest puffy pugnacious puke pull pulley pullout pullover pulmonary pulp
pulpit pulsate pulsation pulse pulverisation pulverise puma pumice pummel pummelled pummelling pump pumpernickel
pumpkin pun punch punchline punctual punctuality punctuate punctuation puncture pundit pungent punier puniest punish
punishable punishment punitive punk punker punkest punned punning punt punter puny pup pupil pupped puppet puppeteer
pupping puppy purchase purchaser pure puree purer purest purgatory purge purification purify purist puritan
puritanical purity purple purpler purplest purport purpose purposeful purr purse purser pursue pursuit purvey purveyor
pus push pusher pushier pushiest pushover pushy pussier pussiest pussy pussycat pussyfoot put putative putin putrid
putt putter putty puzzle pv pw px py pygmy pyjamas pylon pyramid pyre python qua quack quad quadrangle quadrant
quadratic quadrilateral quadruped quadruple quadruplet quagmire quail quaint quainter quaintest quake qualification
qualifier qualify qualitative quality qualm quandary quantifier quantify quantitative quantity quantock quantum
quarantine quark quarrel quarrelled quarrelling quarrelsome quarry quart quarter quarterback quarterfinal quartet
quartz quash quaver quay queasier queasiest queasiness queasy queen queenlier queenliest queer queerer queerest quell
quench query quest question questionable questionnaire queue quibble quiche quick quicken quicker quickest quickie
quicksand quicktime quid quiet quieter quietest quietness quill quilt quinine quintessence quintessential quintet
quintuplet quip quipped quipping quirk quirkier quirkiest quirky quit quite quitter quitting quiver quixotic quiz
quizzed quizzes quizzical quizzing quo quorum quot quota quotable quotation quote quotient rabbi rabbit rabble rabid
rabies raccoon race racer racetrack racial racier raciest racism racist rack racket racketeer racy radar radial
radiance radiant radiate radiation radiator radical radii radio radioactive radioactivity radiographers radiologist
radiology radiotherapy radish radium radius radon raf raffle raft rafter rag ragamuffin rage ragged raggeder raggedest
ragging ragtag ragtime rah raid raider rail railcard railroad railway rain rainbow raincoat raindrop rainfall
rainforest rainier rainiest rainstorm rainwater rainy raise raisin rake rally ram ramadan ramble rambler rambunctious
ramification rammed ramming ramp rampage rampant rampion ramrod ramrodded ramrodding ramshackle ran ranch rancher
rancid rancorous rancour random randomness rang range ranger rank ranker rankest rankle ransack ransom rant rap rape
rapid rapider rapidest rapidity rapist rapped rapping rapport rapprochement rapt rapture rapturous rare rarer rarest
rarity rascal rash rasher rashest rasp raspberry raspier raspiest raspy raster rat rate rather ratification ratify
ratio ration rational rationale rationalisation rationalise rationality ratted ratting rattle rattler rattlesnake
ratty raucous raunchier raunchiest raunchy ravage rave ravel ravelled ravelling raven ravenous ravine ravish raw rawer
rawest ray rayon raze razor razz rbc rd rdf re reach react reaction reactionary reactive reactor read readability
readable reader readership readier readiest readily readiness readjust readjustment ready real realer realest
realisation realise realism realist realistic realistically reality realize reallocate realm realnetworks realty ream
reap reaper reappear reappearance rear rearrange rearrangement reason reasonable reasonableness reasonably reassess
reassurance reassure rebate rebel rebelled rebelling rebellion rebellious rebind rebirth reboot reborn rebound rebuff
rebuild rebuilt rebuke rebut rebuttal rebutted rebutting rec recalcitrance recalcitrant recall recant recap recapped
recapping recapture recede receipt receive receiver receivership recent recenter recentest receptacle reception
receptionist receptive recess recession recharge rechargeable recipe recipient reciprocal reciprocate recital
recitation recite reckless recklessness reckon reclaim reclamation reclassify recline recluse recognisable
recognisably recognise recognition recoil recollect recollection recommend recommendation recompense recompile
reconcile reconciliation recondition reconfigure reconnaissance reconnect reconsider reconstitute reconstruct
reconstruction record recorder recount recoup recourse recover recoverable recovery recreate recreation recreational
recruit recruiter recruitment rectal rectangle rectangular rectify rector rectum recuperate recuperation recur
recurred recurrence recurrent recurring recursion recursive recycable recyclable recycle red redden redder reddest
reddish redeem redeemable redefine redefinition redemption redesign redevelop redevelopment redhat redhead redid
redirect redirection rediscover redistribute redistribution redneck redness redo redone redouble redraft redraw
redress redskin reduce reduction redundancy redundant redwood reed reeducate reeducation reef reek reel reelect
reelection reenact reenactment reentry rees ref refer referee reference referendum referral referred referring reffed
reffing refill refinance refine refinement refinery refinish reflect reflection reflective reflector reflex reflexive
reforestation reform reformat reformation reformatted reformatting reformer refraction refrain refresh refreshment
refrigerate refrigeration refrigerator refuel refuelled refuelling refuge refugee refund refundable refurbish
refurbishment refusal refuse refutation refute reg regain regal regale regalia regard regardless regatta regenerate
regeneration regent reggae regime regimen regiment regimental region regional register registrar registration registry
regress regression regressive regret regretful regrettable regrettably regretted regretting regroup regular regularise
regularity regulate regulation regulator regulatory regurgitate regurgitation rehab rehabbed rehabbing rehabilitate
rehabilitation rehash rehearsal rehearse rehoused reign reimburse reimbursement rein reincarnate reincarnation
reindeer reinforce reinforcement reinstate reinstatement reintegration reintroduce reinvent reissue reiterate
reiteration reject rejection rejoice rejoin rejoinder rejuvenate rejuvenation rekindle relaid relapse relate relation
relational relationship relative relativistic relativity relax relaxation relay releasable release relegate relent
relentless relevance relevant reliability reliable reliably reliance reliant relic relief relieve religion religious
relinquish relish relive reload relocatable relocate relocation reluctance reluctant rely remade remain remainder
remake remark remarkable remarkably remarriage remarry remedial remedy remember remembrance remind reminder reminisce
reminiscence reminiscent remiss remission remit remittance remitted remitting remnant remodel remodelled remodelling
remorse remorseful remorseless remote remoteness remoter remotest removable removal remove remover remunerate
remuneration renaissance rename renationalise rend render rendezvous rendition renegade renege renew renewable renewal
renounce renovate renovation renown rent rental renter renunciation reopen reorganisation reorganise rep repaid repair
repairable reparation repatriate repatriation repay repayable repayment repeal repeat repeatable repel repelled
repellent repelling repent repentance repentant repercussion repertoire repetition repetitious repetitive rephrase
replace replaceable replacement replanting replay replenish replenishment replete replica replicate replication report
reporter repose repository repossess reprehensible represent representation representative repress repression
repressive reprieve reprimand reprint reprisal reprise reproach reproduce reproduction reproductive reprogram
reprogrammed reprogramming reprove reptile reptilian republic republican repudiate repudiation repugnance repugnant
repulse repulsion repulsive reputable reputation repute reqs request requiem require requirement requisite requisition
reran reread reroute rerun rerunning resale reschedule rescind rescue rescuer research researcher resemblance resemble
resent resentful resentment reservation reserve reservoir reset resetting reshuffle reside residence residency
resident residential residual residue resign resignation resilience resilient resin resist resistance resistant
resistor resit resold resolute resolution resolve resolver resonance resonant resonate resort resound resource
resourceful resourcefulness respect respectability respectable respectably respectful respective respiration
respirator respiratory respite resplendent respond respondents responders response responsibility responsible
responsibly responsive responsiveness rest restart restate restatement restaurant restful restfuller restfullest
restitution restive restless restlessness restoration restorative restore restrain restraint restrict restriction
restrictive restroom restructure resubmit resubmitted resubmitting result resultant resume resumption resurface
resurgence resurgent resurrect resurrection resuscitate resuscitation retail retailer retain retainer retake retaken
retaliate retaliation retard retardants retardation retch retention rethink rethought reticence reticent retina
retinue retire retiree retirement retook retort retrace retract retractable retraction retrain retread retreat retrial
retribution retrieval retrieve retriever retroactive retrod retrodden retrofit retrograde retrospect retrospective
retry return returnable retype reunion reunite reusable reuse reuters rev revaluation revalue revamp reveal revel
revelation revelled reveller revelling revelry revenge revengeful revenue reverberate reverberation revere reverence
reverent reverie reversal reverse reversible reversion revert review reviewer revile revise revision revisit
revitalisation revitalise revival revive revocation revoke revolt revolution revolutionary revolutionise revolve
revolver revue revulsion revved revving reward rewild rewind rework rewound rewrite rewritten rewrote rex rfc rh
rhapsody rhetoric rhetorical rheumatism rhinestone rhino rhinoceros rhododendron rhs rhubarb rhyme rhythm rhythmic
rhythmically riaa rib ribald ribbed ribbing ribble ribbon rice rich richard richer richest richness rick ricketier
ricketiest rickety rickshaw ricochet rid riddance ridden ridding riddle ride rider ridge ridicule ridiculous rife
rifer rifest rifle rift rig rigged rigging right righteous righteousness righter rightest rightful rightmost rightness
rigid rigidity rigmarole rigorous rigour rile rim rimmed rimming rind ring ringleader ringlet ringside ringworm rink
rinse riot rioter riotous rip ripe ripen ripeness riper ripest riposte ripped ripping ripple rise risen riser rishi
risk riskier riskiest risky rite ritual ritzier ritziest ritzy rival rivalled rivalling rivalry river riverbed
riverfront riverside rivet rm rn rnli roach road roadblock roadhouse roadkill roadrunner roadside roadway roadworks
roadworthy roam roar roast rob robbed robber robbery robbing robe robert robin robinson robot robotics robust robuster
robustest robustness rock rocker rocket rockier rockiest rocky rod rode rodent rodenticide rodeo roe rogers rogue
roguish rohit role roll roller rollerskating rollick rollout rom roman romance romania romantic romantically
romanticise rome romeo romp ron ronald roof roofer rooftop rook rookie room roomful roomier roomiest roommate roomy
roost rooster root rooter rootless rope rosary rose rosemary rosier rosiest ross roster rostrum rosy rot rota rotary
rotate rotation rote rotisserie rotor rotted rotten rottener rottenest rotting rotund rotunda rouge rough roughage
roughen rougher roughest roughhouse roughness roughshod roulette round roundabout rounder roundest roundness roundup
rouse rout route router routine rove rover row rowboat rowdier rowdiest rowdiness rowdy roy royal royalty rpi rpm rs
rsa rspb rspca rss rsync rub rubbed rubber rubberneck rubbery rubbing rubbish rubble rubdown rubella rubier rubiest
ruble rubric ruby rucksack ruckus rudder ruddier ruddiest ruddy rude rudeness ruder rudest rudge rudiment rudimentary
rue rueful ruff ruffian ruffle rug rugby rugged ruggeder ruggedest ruin ruinous rule ruler rum rumble ruminate rummage
rummer rummest rummy rumour rump rumple run runaround runaway runcorn rundown rune rung runner runnier runniest
running runny runoff runt runway rupture rural ruse rush russia russian rust rustic rustier rustiest rustle rustler
rustproof rusty rut ruth ruthless ruthlessness rutted rutting rv rw ryan rye sa sabbatical sabotage saboteur sabre sac
saccharin sack sacrament sacred sacrifice sacrificial sacrilege sacrilegious sacrosanct sad sadden sadder saddest
saddle sadiq sadism sadist sadistic sadistically sadness safari safe safeguard safekeeping safer safest safety saffron
safs sag saga sage sagebrush sager sagest sagged sagging said sail sailboard sailboat sailor saint saintlier
saintliest saira sake saki salad salami salary sale saleable salesclerk salesman salesmen salespeople salesperson
saleswoman saleswomen salient saliva salivate salles sallow sallower sallowest sally salmon salmonella salmonellae
salon saloon salsa salt salter saltest saltier saltiest saltwater salty salutation salute salvage salvation salve sam
samaritans same sameness samosas sample sampler san sanatorium sanctify sanctimonious sanction sanctity sanctuary sand
sandal sandbag sandbagged sandbagging sandblast sandcastle sandier sandiest sandman sandmen sandpaper sandra sandstone
sandstorm sandwell sandwich sandy sane saner sanest sang sanitarium sanitary sanitation sanitise sanity sank sanserif
saou sap sapling sapped sapphire sapping sarah sarcasm sarcastic sarcastically sardine sardonic sargent sari sars sash
sass sassier sassiest sassy sat satan satanic satanism satchel satellite satin satiny satire satirical satirise
satirist satisfaction satisfactorily satisfactory satisfy saturate saturation saturday sauce saucepan saucer saucier
sauciest saucy saudi sauerkraut sauna saunter sausage savage savager savagery savagest save saver saviour savour
savourier savouriest savoury savvier savviest savvy saw sawdust sax saxophone say sayin sb scab scabbed scabbing scad
scaffold scalar scald scale scalier scaliest scallop scalp scalpel scalper scaly scam scammed scamming scamper scan
scandal scandalise scandalous scanned scanner scanning scant scanter scantest scantier scantiest scanty scapegoat scar
scarce scarcer scarcest scarcity scare scarecrow scarf scarier scariest scarlet scarred scarring scarves scary
scathing scatter scatterbrain scavenge scavenger sce scenario scene scenery scenic scent sceptic sceptical scepticism
sceptre schedule scheduler scheme schemer schism schizophrenia schizophrenic schlep schlepped schlepping schlock
schmaltz schmaltzier schmaltziest schmaltzy schmooze schmuck scholar scholarship scholastic school schoolboy
schoolchild schoolchildren schoolgirl schoolteacher schoolwork schooner schuman science scientific scientifically
scientist scintillate scissor scoff scold scoop scoot scooter scope scorch score scoreboard scorecard scorer scorn
scornful scorpion scotch scotland scots scott scottish scoundrel scour scourge scout scowl scrabble scragglier
scraggliest scraggly scram scramble scrammed scramming scrap scrapbook scrape scrapped scrappier scrappiest scrapping
scrappy scratch scratchier scratchiest scratchy scrawl scrawnier scrawniest scrawny scream screech screen screenplay
screw screwball screwdriver screwier screwiest screwy scribble scribe scrimp script scripture scriptwriter scroll
scrooge scrounge scrub scrubbed scrubbing scruff scruffier scruffiest scruffy scruple scrupulous scrutinise scrutiny
scuff scuffle sculptor sculpture scum scummed scumming scurrilous scurry scuttle scythe se sea seabed seabirds
seafarers seafaring seafood seal sealife seam seaman seamen seamless seamstress seaport sear search searchlight
seashell seashore seasick seasickness seaside season seasonable seasonal seat seattle seaweed sec secede secession
seclude seclusion second secondarily secondary secondhand secrecy secret secretarial secretary secrete secretion
secretive sect section sector secular secure securer securest security sed sedan sedate sedater sedatest sedation
sedative sedentary sediment sedimentary seduce seduction seductive see seedier seediest seedless seedling seedy seek
seeker seem seen seep seepage seer seesaw seethe seg segment segmentation segregate segregation seiss seize seizure
seldom select selection selective selector self selfish selfishness selfless sell seller sellout selves semantic
semantically semblance semen semester semi semicircle semicolon semiconductor semifinal semifinalist seminal seminar
seminary semiprecious sen senate senator senatorial send sender sendmail senedd senile senility senior seniority
sensation sensational sensationalism sense senseless sensibility sensible sensibly sensitive sensitivity sensor
sensory sensual sensuality sensuous sent sentamu sentence sentience sentient sentiment sentimental sentimentality
sentry sep separable separate separation separator sept september sepulchre sequel sequence sequencer sequential
sequin sequoia serenade serene serener serenest serenity sergeant serial series serif serious seriousness sermon
serpent serrated serum servant serve server service serviceable serviceman servicemen servicewoman servicewomen
serviette servile servitude ses session set setaside setback settable setter setting settle settlement settler setup
seven seventeen seventeenth seventh seventieth seventy sever several severance severe severer severest severity severn
sew sewage sewell sewer sewerage sewn sex sexier sexiest sexism sexist sexual sexuality sexy sf sfvs sgt sh sha
shabbier shabbiest shabbily shabby shack shackle shade shadier shadiest shadow shadowier shadowiest shadowy shady
shaft shaggier shaggiest shaggy shake shakedown shaken shakeup shakier shakiest shakily shaky shale shall shallow
shallower shallowest shallowness sham shamble shame shameful shameless shammed shamming shampoo shamrock shanty
shantytown shape shapelier shapeliest share shareholder shark sharp sharpen sharpener sharper sharpest sharpness
shatter shave shaven shaver shawl she sheaf shear sheath sheathe sheave shedding sheen sheep sheepish sheer sheerer
sheerest sheet sheikh sheila shelf shell sheller shellfish shelter shelve shenanigan shepherd sherbet sheriff sherry
sherwood shetland shield shift shiftier shiftiest shiftless shifty shimmer shin shine shingle shinier shiniest shinned
shinning shinny shiny ship shipload shipment shipped shipping shipshape shipwreck shipyard shire shirk shirt
shirtsleeve shisha shit shittier shittiest shitting shitty shiver shoal shock shod shoddier shoddiest shoddily shoddy
shoe shoebox shoelace shoestring shone shoo shook shoot shooters shop shopkeeper shoplift shoplifter shopped shopper
shopping shore short shortage shortchange shortcoming shortcut shorten shorter shortest shortfall shorthand shortlist
shortness shortsighted shorturl shortwave shot shotgun shotgunned shotgunning should shoulder shout shove shovel
shovelled shovelling show showbiz showcase showdown shower showier showiest showman showmanship showmen shown
showpiece showroom showy shrank shrapnel shred shredded shredding shrew shrewd shrewder shrewdest shrewdness shriek
shrill shriller shrillest shrimp shrine shrink shrinkage shrivel shrivelled shrivelling shroud shrub shrubbery shrug
shrugged shrugging shrunk shrunken shuck shud shudder shuffle shun shunned shunning shunt shush shut shutdown shuteye
shutter shutting shuttle shy shyer shyest shyness shyster sibling sic sick sicken sicker sickest sickle sicklier
sickliest sickness side sidebar sideburns sidekick sideline sidelong sideshow sidestep sidestepped sidestepping
sidetrack sidewalk sideways sidle sie siege sierra siesta sieve sift sigh sight sightless sightread sightseeing
sightseer sigma sign signage signal signalled signalling signatory signature signer significance significant signify
signpost sikh silence silencer silent silenter silentest silhouette silicon silicone silk silken silkier silkiest
silky sill sillier silliest silliness silly silo silt silver silversmith silverware silvery sim similar similarity
simile simmer simone simper simple simpler simplest simplex simplicity simplification simplify simplistic simply
simulate simulation simulator simultaneous sin since sincere sincerer sincerest sincerity sine sinew sinewy sinful
sing singapore singe singer singh single singsong singular singularity sinister sink sinned sinner sinning sinus sip
siphon sipped sipping sir sire siren sirloin sis sissier sissiest sissy sister sisterhood sit sitcom site sitter
sitting situ situate situation six sixpence sixteen sixteenth sixth sixtieth sixty size sizeable sizer sizzle skate
skateboard skateboarder skatepark skater skegness skein skeleton sketch sketchier sketchiest sketchy skew skewer ski
skid skidded skidding skier skilful skill skillet skim skimmed skimming skimp skimpier skimpiest skimpy skin skinflint
skinhead skinned skinnier skinniest skinning skinny skintight skip skipped skipper skipping skirmish skirt skit
skittish skulk skull skullcap skunk sky skydive skydiver skylight skyline skyrocket skyscraper slab slabbed slabbing
slack slacken slacker slackest slag slain slake slalom slam slammed slamming slander slang slant slap slapdash slapped
slapping slapstick slash slat slate slather slaughter slaughterhouse slave slavery slavish slay sleazier sleaziest
sleazy sled sledded sledding sledgehammer sleek sleeker sleekest sleep sleeper sleepier sleepiest sleepily sleepin
sleepless sleeplessness sleepwalk sleepy sleepyhead sleet sleeve sleeveless sleigh slender slenderer slenderest slept
sleuth slew slice slick slicker slickest slid slide slight slighter slightest slim slime slimier slimiest slimmed
slimmer slimmest slimming slimy sling slingshot slink slip slipped slipper slipperier slipperiest slippery slipping
slipshod slit slither slitter slitting sliver slob slobber slog slogan slogged slogging slop slope slopped sloppier
sloppiest sloppily slopping sloppy slosh slot sloth slothful slotted slotting slouch slovenlier slovenliest slovenly
slow slowdown slower slowest slowness slowpoke slt sludge slug slugged slugging sluggish sluice slum slumber slummed
slummer slumming slump slung slunk slur slurp slurred slurring slush slushier slushiest slushy slut sly slyer slyest
slyness smack small smaller smallest smallish smallpox smart smarter smartest smartphones smash smattering sme smear
smell smellier smelliest smelly smelt smidgen smile smirk smite smith smithereens smitten smock smog smoggier
smoggiest smoggy smoke smoker smokestack smokier smokiest smoky smooch smooth smoother smoothest smoothness smote
smother smoulder smtp smudge smug smugger smuggest smuggle smuggler smugness smut smuttier smuttiest smutty snack
snafu snag snagged snagging snail snake snap snapped snappier snappiest snapping snappy snapshot snare snarl snatch
snazzier snazziest snazzy sneak sneaker sneakier sneakiest sneaky sneer sneeze snicker snide snider snidest sniff
sniffle snip snipe sniper snipped snippet snipping snit snitch snob snobbery snobbier snobbiest snobbish snobby
snooker snoop snootier snootiest snooty snooze snore snorkel snorkelled snorkelling snort snot snottier snottiest
snotty snout snow snowball snowboard snowbound snowdrift snowfall snowflake snowier snowiest snowman snowmen
snowmobile snowplough snowplowed snowplowing snowstorm snowy snub snubbed snubbing snuff snuffer snug snugged snugger
snuggest snugging snuggle so soak soap soapier soapiest soapy soar sob sobbed sobbing sober soberer soberest sobriety
soccer sociable social socialise socialism socialist socialite societal society socio socioeconomic sociological
sociologist sociology sociopath sock socket sod soda sodded sodden sodding sodium sodomy sofa soft softball soften
softer softest softhearted softness software softy soggier soggiest soggy soho soil sojourn solace solar solaris sold
solder soldier sole solemn solemner solemnest solemnity solicit solicitor solicitous solid solidarity solider solidest
solidify solidity soliloquy solitaire solitary solitude solo soloist soluble solution solvable solve solvent somalia
sombre some somebody someday somehow someone someplace somersault something sometime someway somewhat somewhere
somthing son sonata song songwriter sonic sonnet sonorous sony soon sooner soonest soot soothe sootier sootiest sooty
sop sophia sophisticate sophistication sophistry sophomore sophomoric soporific sopped sopping soprano sorbet sorcerer
sorceress sorcery sordid sore soreness sorer sorest sorority sorrier sorriest sorrow sorrowful sorry sort sorta sought
soul soulful sound sounder soundest soundness soundproof soundtrack soup sour source sourceforge sourdough sourer
sourest sourness south southampton southbound southeast southeasterly southeastern southeastward southerly southern
southerner southpaw southward southwest southwesterly southwestern southwestward souvenir sovereign sovereignty soviet
sow sown soy soya soybean soz spa space spacecraft spacer spaceship spacey spacial spacier spaciest spacious
spaciousness spade spaghetti spain spam spamassassin spambayes spamc spamd spammer spamtrap span spangle spaniel
spanish spank spanned spanner spanning spar spare sparer sparest spark sparkle sparkler sparred sparring sparrow
sparse sparseness sparser sparsest sparx spasm spasmodic spastic spat spate spatial spatted spatter spatting spatula
spawn spay speak speaker spear spearhead spearmint spec special specialisation specialise specialist speciality specie
specific specifically specification specifier specify specimen specious speck speckle spectacle spectacular spectator
spectra spectre spectrum speculate speculation speculative speculator sped speech speechless speed speedboat speedier
speediest speedily speedometer speedway speedy spell spellbind spellbound speller spelt spencer spend spendthrift
spent sperm spew sphere spherical sphinx spice spicier spiciest spicy spider spiel spiffier spiffiest spiffy spigot
spike spill spilt spin spinach spinal spindlier spindliest spindly spine spineless spinning spinster spiral spiralled
spiralling spire spirit spiritual spit spite spiteful spitefuller spitefullest spitted spitting spittle splash
splashier splashiest splashy splat splatted splatter splatting splay spleen splendid splendider splendidest splendour
splice splint splinter split splitting splurge spoil spoilsport spoilt spoke spoken spokesman spokesmen spokespeople
spokesperson spokeswoman spokeswomen sponge spongier spongiest spongy sponsor sponsorship spontaneity spontaneous
spoof spook spookier spookiest spooky spool spoon spoonful sporadic sporadically spore sporran sport sportier
sportiest sportscast sportsman sportsmanship sportsmen sportswear sporty spot spotless spotlight spotted spottier
spottiest spotting spotty spouse spout sprain sprang sprawl spray spread spreadsheet spree sprier spriest sprig spring
springboard springier springiest springtime springy sprinkle sprinkler sprint sprinter sprout spruce sprucer sprucest
sprung spry spud spun spunk spunkier spunkiest spunky spur spurious spurn spurred spurring spurt sputter spy sq
squabble squad squadron squalid squalider squalidest squall squalor squander square squarer squarest squash squat
squatted squatter squattest squatting squawk squeak squeakier squeakiest squeaky squeal squeamish squeeze squelch
squid squint squinter squintest squire squirm squirrel squirrelled squirrelling squirt src sri ssh ssl ssp st stab
stabbed stabbing stabilise stability stable stabler stablest stack stadium staff staffer stag stage stagecoach stagger
stagnant stagnate stagnation staid staider staidest stain stair staircase stairway stairwell stake stakeholders
stakeout stale stalemate staler stalest stalk stalker stall stallion stalwart stamina stammer stamp stampede stan
stance stanch stancher stanchest stand standalone standard standardisation standardise standby standoff standout
standpoint standstill stanford stank stanza staple stapler star starboard starch starchier starchiest starchy stardom
stare starfish stark starker starkest starlight starlings starred starrier starriest starring starry start starter
startle startup starvation starve stash state statelier stateliest statement stater statesman statesmanlike
statesmanship statesmen statewide static station stationary stationery statistic statistical statistician stats
statuary statue stature status statute statutory staunch stauncher staunchest stave stay steadfast steadier steadiest
steadily steady steak steal stealth stealthier stealthiest stealthily stealthy steam steamboat steamier steamiest
steamroll steamroller steamy steel steep steeper steepest steeple steepness steer stellar stem stemmed stemming stench
stencil stencilled stencilling stenographer stenography step stepbrother stepchild stepchildren stepdaughter
stepfather stephen stepladder stepmother stepmum stepped stepping stepsister stepson stereo stereotype stereotypical
sterile sterilisation sterilise sterility sterling stern sterner sternest sternness steroid stethoscope steve stew
steward stewardess stick sticker stickier stickiest stickler sticky stiff stiffen stiffer stiffest stiffness stifle
stigma stigmata stigmatise stil still stillbirth stillborn stiller stillest stillness stilt stimulant stimulate
stimulation stimuli stimulus sting stinger stingier stingiest stinginess stingy stink stinker stint stipend stipulate
stipulation stir stirred stirring stirrup stitch stock stockade stockbroker stockholder stockholm stockier stockiest
stockpile stocky stockyard stodgier stodgiest stodgy stoic stoical stoicism stoke stole stolen stolid stolider
stolidest stomach stomachache stomp stone stonewall stonier stoniest stony stood stool stoop stop stopgap stoplight
stopover stoppage stopped stopper stopping stopwatch storage store storehouse storekeeper storeroom storey stork storm
stormier stormiest stormont stormy story storyboard storyline storyteller stout stouter stoutest stove stow stowaway
stp straddle straggle straggler straight straighten straighter straightest straightforward strain strainer strait
straitjacket strand strange strangeness stranger strangest strangle stranglehold strangulation strap strapless
strapped strapping strata stratagem strategic strategically strategy stratify stratosphere stratum straw strawberry
stray streak streakier streakiest streaky stream streamer streamline street streetcar streetlight strength strengthen
strenuous stress stressful stretch stretcher strew strewn stricken strict stricter strictest strictness stridden
stride strident strife strike striker string stringent stringier stringiest stringy strip stripe stripped stripper
stripping striptease strive striven strode stroke stroll stroller strong stronger strongest stronghold strove struck
structural structuralist structure struggle strum strummed strumming strung strut strutted strutting stub stubbed
stubbier stubbiest stubbing stubble stubborn stubborner stubbornest stubbornness stubby stuck stud studded studding
student studentship studio studious study stuff stuffier stuffiest stuffy stumble stump stun stung stunk stunned
stunning stunt stupefy stupendous stupid stupider stupidest stupidity stupor sturdier sturdiest sturdiness sturdy
stutter style stylish stylistic stylus stymie suave suaver suavest sub subbed subbing subcommittee subconscious
subculture subdivide subdivision subdue subgroup subject subjective subjugate subjugation subjunctive sublet
subletting sublime sublimer sublimest subliminal submarine submerge submersion submission submissive submit submitted
submitting subnormal subordinate subordination subpoena subprogram subroutine subscribe subscriber subscript
subscription subsection subsequent subservience subservient subset subside subsidiary subsidise subsidy subsist
subsistence substance substandard substantial substantiate substitute substitution subsystem subterfuge subterranean
subtitle subtle subtler subtlest subtlety subtly subtract subtraction suburb suburban suburbia subversive subvert
subway succeed success successful succession successive successor succinct succincter succinctest succour succulent
succumb such suck sucker suckle suction sudan sudden suddenness suds sue suede suffer sufferer suffice sufficiency
sufficient suffix suffocate suffocation suffrage sugar sugarier sugariest sugary suggest suggester suggestible
suggestion suggestive suicidal suicide suit suitability suitable suitably suitcase suite suitor sulk sulkier sulkiest
sulky sullen sullener sullenest sulphur sultan sultrier sultriest sultry sum summarily summarise summary summat summed
summer summertime summery summing summit summon sumptuous sun sunak sunbathe sunbeds sunblock sunburn sundae sunday
sundial sundown sundry sunflower sung sunglasses sunk sunken sunlight sunlit sunned sunnier sunniest sunning sunny
sunrise sunscreen sunset sunshine suntan suntanned suntanning sunup sup super superb superber superbest supercomputer
superficial superfluous superhighway superhuman superimpose superintendent superior superiority superlative
supermarket supernatural superpower superscript supersede supersonic superstar superstition superstitious
superstructure supervise supervision supervisor supervisory supper supplant supple supplement supplemental
supplementary suppler supplest supplier supply support supporter supportive suppose supposition suppress suppression
supremacists supremacy supreme surcharge sure surefire surer surest surf surface surfboard surfer surge surgeon
surgery surgical surlier surliest surly surmise surmount surname surpass surplus surplussed surplussing surprise
surreal surrealistic surrender surreptitious surrogate surround surveillance survey surveyor survival survive survivor
susceptible suse suspect suspend suspender suspense suspension suspicion suspicious sussex sustain sustainability
sustainable sustainably sustenance suvs swab swabbed swabbing swaffham swagger swaggerer swallow swam swamp swampier
swampiest swampy swan swank swanker swankest swansea swap swapped swapping swarm swarthier swarthiest swarthy swat
swatch swathe swatted swatting sway swear sweat sweater sweatier sweatiest sweatpants sweatshirt sweatshop sweaty
sweden swedish sweep sweeper sweepstake sweet sweeten sweetener sweeter sweetest sweetheart sweetie sweetness swell
sweller swellest swelter swept swerve swift swifter swiftest swig swigged swigging swill swim swimmer swimming
swimsuit swindle swindler swine swing swipe swirl swish swisher swishest switch switchable switchboard switcher
switzerland swivel swivelled swivelling swollen swoon swoop sword swordfish swore sworn swum swung sycamore sycophant
syllable syllabus symbol symbolic symbolically symbolise symbolism symmetric symmetrical symmetry sympathetic
sympathetically sympathise sympathiser sympathy symphonic symphony symptom symptomatic synagogue synapse sync
synchronisation synchronise synchronous syndicate syndication syndrome synod synonym synonymous synopses synopsis
syntactic syntactically syntax syntheses synthesis synthesise synthesizer synthetic synthetically syphilis syria
syrian syringe syrup system systematic systematically systemic ta tab tabbed tabbing tabby tabernacle table tablecloth
tablespoon tablespoonful tablet tabloid taboo tabulate tabulation tachycardia tacit taciturn tack tackier tackiest
tackiness tackle tacky taco tact tactful tactic tactical tactless tad tadpole taffy tag tagged tagging tail tailgate
taillight tailor tailpipe tailspin taint take takeaway taken takeoff takeout takeover taker talc tale talent talisman
talk talkative talker talkin tall taller tallest tallow tally talon tambourine tame tameness tamer tameside tamest
tamper tampon tan tandem tang tangent tangential tangerine tangible tangier tangiest tangle tango tangy tank tankard
tanker tanned tanner tannest tanning tantalise tantamount tantrum tap tape taper tapestry tapeworm tapped tapping tar
tarantula tardier tardiest tardiness tardy target tariff tarmac tarmacked tarmacking tarnish tarot tarp tarpaulin
tarred tarrier tarriest tarring tarry tart tartan tartar tarter tartest task tassel tasselled tasselling taste
tasteful tasteless taster tastier tastiest tasty tatter tattle tattletale tattoo tattooists tatty taught taunt taut
tauter tautest tautology tavern tawdrier tawdriest tawdry tawnier tawniest tawny tax taxable taxation taxi taxicab
taxidermy taxman taxpayer tcl tcp te tea teach teacher teacup teak teakettle team teammate teamster teamwork teapot
tear teardrop tearful teargas teargassed teargassing tease teaspoon teaspoonful teat teatime tech technical
technicality technician technique technological technologist technology ted tedious tedium tee teem teen teenage
teenager teeter teeth teethe teetotal teetotaller tel telecom telecommunications telecommute telecommuter teledynamics
telegram telegraph telepathic telepathy telephone telescope telescopic telethon teletype televise television tell
teller telltale temp temper temperament temperamental temperance temperate temperature tempest tempestuous template
temple tempo temporal temporarily temporary tempt temptation ten tenable tenacious tenacity tenancy tenant tend
tendency tender tenderer tenderest tenderhearted tenderise tenderness tendon tendril tenement tenet tenner tennis
tenor tense tenser tensest tension tensors tent tentacle tentative tenth tenuous tenure tepee tepid tequila term
terminal terminate termination terminator termini terminology terminus termite terrace terrain terrestrial terrible
terribly terrier terrific terrify territorial territory terror terrorise terrorism terrorist terry terse terseness
terser tersest tes tesco test testable testament tester testicle testier testiest testify testimonial testimony testis
testy tetanus tether texas text textbook textile textual texture tfl th thames than thank thankful thankless that
thatch thatcher thaw thc the theatre theatrical thee theft theguardian their theist them thematic theme themselves
then thence theologian theological theology theorem theoretic theoretical theoretician theorise theorist theory ther
therapeutic therapist therapy there thereabout thereafter thereby therefore therein thereof thereon thereupon therm
thermal thermodynamics thermometer thermonuclear thermostat thesauri thesaurus these thesis theta they theyve
thiamethoxam thick thicken thicker thickest thicket thickness thief thieve thigh thimble thin thingamajig think
thinker thinkgeek thinned thinner thinnest thinning third thirst thirstier thirstiest thirstily thirsty thirteen
thirteenth thirtieth thirty this thistle thomas thong thorn thornier thorniest thorny thorough thoroughbred thorougher
thoroughest thoroughfare thoroughness those thou though thought thoughtful thoughtfulness thoughtless thoughtlessness
thousand thousandth thrash thread threadbare threat threaten three thresh thresher threshold threw thrice thrift
thriftier thriftiest thrifty thrill thriller thrive throat throatier throatiest throaty throb throbbed throbbing
throne throng throttle through throughout throughput throw throwaway throwback thrown thrust thu thud thudded thudding
thug thumb thumbnail thumbtack thump thunder thunderbolt thunderous thunderstorm thunderstruck thurrock thursday
thwart thy thyme thyroid tiara tic tick ticket tickle ticklish tidal tide tidier tidiest tidy tie tiebreaker tier tiff
tiger tight tighten tighter tightest tightfisted tightness tightrope tightwad tiktok til tilbury tilde tile till tilt
tim timber time timeframe timekeeper timeless timelier timeliest timeline timeliness timeout timer timescale timetable
timezone timid timider timidest timidity tin tinder tinderbox tinfoil ting tinge tingle tinier tiniest tinker tinkle
tinned tinnier tinniest tinning tinny tinsel tinselled tinselling tint tiny tip tipped tippers tipping tipsier
tipsiest tipsy tiptoe tirade tire tireder tiredest tiredness tireless tiresome tissue tit titbit tithe titillate title
titter tizzy tk tm tmda tnt to toad toadstool toast toaster toastier toastiest toasty tobacco tobacconist toboggan
tock today toddle toddler toe toehold toenail toffee tofu tog toga together togetherness toggle toil toilet toiletry
token tokenism tokenizer told tolerable tolerably tolerance tolerant tolerate toll tollbooth tollgate tom tomahawk
tomato tomb tomboy tombstone tomcat tome tomfoolery tomoro tomorrow ton tonal tone tong tongue tonic tonight tonnage
tonne tonsil tonsillitis tony too took tool toolbar toolbox toolkit toot tooth toothache toothbrush toothpaste
toothpick top topaz topic topical topless topographer topography topology topped topping topple torch tore torment
tormentor torn tornado torpedo torque torrent torrential torrid torso tort tortilla tortoise tortuous torture torturer
tory toshiba toss tot total totalitarian totalitarianism totality totalled totalling tote totem totted totter totting
toucan touch touchdown touchier touchiest touchstone touchy tough toughen tougher toughest toughness toupee tour
tourism tourist tournament tourniquet tousle tout tow toward towel towelled towelling tower town townhouse township
townspeople towpath toxic toxicity toxicology toxin toy toyota tp trace tracer track tracker tract traction tractor
trade trademark trader tradesman tradespeople tradition traditional traditionalist traffic trafficked trafficking
tragedy tragic tragically trail trailblazer trailer train trainee trainer trait traitor traitorous trajectory tram
tramp trample trampoline trance tranquil tranquiler tranquilest tranquillise tranquilliser tranquillity trans transact
transaction transatlantic transcend transcendence transcendental transcontinental transcribe transcript transcription
transfer transferable transferred transferring transform transformation transformer transfusion transgress
transgression transient transistor transit transition transitional transitive transitory translate translation
translator transliteration translucence translucent transmission transmit transmitted transmitter transmitting
transparency transparent transphobic transpire transplant transport transportable transportation transpose transsexual
transverse transvestite trap trapdoor trapeze trapezoid trapped trapper trapping trash trashcan trashier trashiest
trashy trauma traumatic traumatise travel travelers travelled traveller travelling traverse travesty trawl trawler
tray treacherous treachery treacle tread treadmill treason treasure treasurer treasury treat treatable treatise
treatment treaty treble tree treetop trek trekked trekking trellis tremble tremendous tremor trench trenchant trend
trendier trendiest trendy trepidation trespass trespasser trestle tri triage trial trialled trialling triangle
triangular tribal tribe tribulation tribunal tributary tribute triceps trick trickery trickier trickiest trickle
trickster tricky tricycle trident trifle trigger trigonometry trike trill trillion trilogy trim trimester trimmed
trimmer trimmest trimming trinity trinket trio trip tripe triple triplet triplicate tripod tripos tripped tripping
trite triter tritest triumph triumphant trivia trivial trivialise triviality trod trodden trojan troll trolley
trombone tromp troop trooper trophy tropic tropical trot trotted trotting troubadour trouble troublemaker troubleshoot
troubleshooter troubleshot troublesome trough trounce troupe trouser trout trowel trowelled trowelling truancy truant
truce truck trucker truckload truculent trudge true truer truest truffle truism truly trump trumpet trumpeter truncate
truncation trundle trunk truss trust trustee trustful trustier trustiest trustmark trustworthier trustworthiest
trustworthy trusty truth truthful truthfulness try tryout ts tsar tub tuba tubbier tubbiest tubby tube tuberculosis
tubular tuck tue tuesday tuft tug tugboat tugged tugging tuition tulip tumble tumbler tummy tumour tumult tumultuous
tuna tundra tune tuneful tuner tunic tunnel tunnelled tunnelling turban turbine turbulence turbulent turd tureen turf
turgid turkey turmoil turn turnaround turncoat turner turnip turnout turnover turnpike turnstile turntable turpentine
turquoise turret turtle turtleneck tush tusk tussle tutor tutorial tux tuxedo tv twang tweak twee tweet tweezers
twelfth twelve twentieth twenty twerp twice twiddle twig twigged twigging twilight twin twine twinge twinkle twinned
twinning twirl twist twister twit twitch twitted twitter twitting two tx txt tycoon tying tyke type typecast typeface
typescript typeset typesetter typesetting typewrite typewriter typewritten typewrote typhoid typhoon typhus typical
typify typist typo typographic typographical tyrannical tyrannise tyranny tyrant tyre uae uasc ubiquitous ubiquity uc
ucas ucl udder ugh uglier ugliest ugliness ugly uh ui uk ukipo ukraine ukrainian uks ul ulcer ulevs ulez ulterior
ultimate ultimatum ultra ultrasonic ultrasound ultraviolet um umbrella umpire umpteen umpteenth un unabashed unabated
unable unabridged unacceptable unacceptably unaccepted unaccompanied unaccountable unaccountably unadulterated
unaffected unaffordable unaided unaltered unambiguous unanimity unanimous unanswerable unanswered unarmed unassigned
unassuming unattached unattainable unattended unattractive unauthorised unavailable unavoidable unavoidably unaware
unbalanced unbearable unbearably unbeatable unbeaten unbecoming unbelievable unbelievably unbeliever unbiased unblock
unborn unbounded unbreakable unbridled unbroken unburden unbutton uncannier uncanniest uncannily uncanny unceasing
uncertain uncertainty unchallenged unchanged uncharacteristic uncharacteristically uncharitable uncharted unchecked
unchristian uncle unclean uncleaner uncleanest unclear unclearer unclearest uncomfortable uncomfortably uncommon
uncommoner uncommonest uncompromising unconcerned unconditional unconfirmed unconnected unconscionable unconscious
unconsciousness unconstitutional uncontrollable uncontrollably uncontrolled uncontroversial unconventional unconvinced
unconvincing uncountable uncouth uncover uncultured uncut und undamaged undaunted undecidable undecided undefined
undemocratic undeniable undeniably under underage underbrush underclass underclassman underclassmen undercover
undercurrent undercut undercutting underdog underestimate underflow underfoot underfunded underfunding undergarment
undergo undergone undergrad undergraduate underground undergrowth underhanded underlain underlay underlie underline
underlying undermine underneath undernourished underpaid underpants underpass underpay underpinned underprivileged
underrate underscore undershirt underside undersigned understaffed understand understandable understandably understate
understatement understood understudy undertake undertaken undertaker undertone undertook undertow undervalued
underwater underway underwear underweight underwent underworld underwrite underwritten underwrote undeserved
undesirable undetected undetermined undeveloped undiagnosed undid undisclosed undisturbed undo undocumented undone
undoubted undress undue unduly undying unearth unease uneasier uneasiest uneasily uneasiness uneasy uneconomic
uneconomical uneducated unelected unemployable unemployed unemployment unending unenlightened unequal unequalled
unequivocal unerring unesco unessential unethical uneven uneventful unexpected unexplained unexploded unfailing unfair
unfairer unfairest unfairness unfaithful unfamiliar unfashionable unfasten unfavourable unfeasible unfeeling unfilled
unfinished unfit unfitted unfitting unfold unforeseen unforgettable unforgivable unfortunate unfounded unfriendlier
unfriendliest unfriendly unfunny unfurl ungainlier ungainliest ungainly ungodlier ungodliest ungodly ungrammatical
ungrateful unhappier unhappiest unhappily unhappiness unhappy unhealthier unhealthiest unhealthy unheard unhelpful
unholier unholiest unholy unhook unhygienic uni unicef unicorn unicycle unidentified unification uniform uniformity
unify unilateral unilever unimaginative unimportant unimpressed uninformative uninformed uninhabitable uninhibited
uninitiated uninspired uninspiring uninsured unintelligent unintelligible unintended unintentional uninterested
uninteresting uninterrupted union unionise unique uniqueness uniquer uniquest unisex unison unit unite unity universal
universe university unix unjust unjustifiable unjustified unkempt unkind unkinder unkindest unkindlier unkindliest
unkindness unknowingly unknown unlabelled unlawful unleaded unleash unless unlike unlikelier unlikeliest unlimited
unlisted unload unlock unluckier unluckiest unlucky unman unmanageable unmanned unmanning unmarked unmarried unmask
unmetered unmistakable unmistakably unmitigated unmodified unmoved unnamed unnatural unnecessarily unnecessary unnerve
unnoticed unobtainable unobtrusive unoccupied unofficial unoriginal unorthodox unpack unpaid unparalleled unpick
unpleasant unpleasantness unplug unplugged unplugging unpopular unpopularity unprecedented unpredictable unprepared
unprincipled unprintable unprivileged unproductive unprofessional unprofitable unprotected unproven unprovoked
unpublished unqualified unquestionable unquestionably unquestioned unravel unravelled unravelling unread unreadable
unreal unrealistic unreasonable unreasonably unrecognised unregulated unrelated unrelenting unreliability unreliable
unremarkable unrepeatable unrepresentative unreserved unresolved unresponsive unrest unrestrained unrestricted
unrivalled unroll unruffled unrulier unruliest unruliness unruly unsafe unsafer unsafest unsaid unsanitary
unsatisfactory unsatisfied unsavoury unsay unscathed unscheduled unscientific unscrew unscrupulous unseasonable unseat
unseemlier unseemliest unseemly unseen unset unsettle unsightlier unsightliest unsightly unsigned unskilled
unsolicited unsolved unsophisticated unsound unsounder unsoundest unspeakable unspecified unspoken unsportsmanlike
unspun unstable unsteadier unsteadiest unsteady unstoppable unstructured unstuck unsubscribe unsubstantiated
unsuccessful unsuitable unsuited unsung unsupervised unsupportable unsupported unsure unsuspecting unsustainable
untangle untenable untested unthinkable unthinking untidier untidiest untidy untie until untimelier untimeliest
untimely untiring unto untold untouchable untouched untoward untrained untreated untried untrue untruer untruest
untrustworthy untruthful untying unusable unused unusual unvaccinated unveil unviable unwanted unwarranted unwary
unwashed unwelcome unwell unwieldier unwieldiest unwieldy unwilling unwillingness unwind unwise unwiser unwisest
unwitting unworkable unworthy unwound unwrap unwrapped unwrapping unwritten unyielding unzip unzipped unzipping up
upbeat upbringing upchuck upcoming update upend upfront upgrade upheaval upheld uphill uphold upholster upholsterer
upholstery upkeep upland uplift upload upon upped upper uppercase upperclassman upperclassmen uppermost upping uppity
upright uprising uproar uproot ups upscale upset upsetting upshot upside upstage upstairs upstanding upstart upstate
upstream upsurge upswing uptake uptight upto uptown upturn upvc upward uranium urban urbane urbaner urbanest urbanised
urchin urdu urge urgency urgent urinate urine url urn urs us usa usability usable usage usb use useful usefulness
useless uselessness user usher usr usual usurp utensil uteri uterus utilisation utilise utilitarian utilitarianism
utility utilize utmost utopia utr utter utterance vacancy vacant vacate vacation vacationer vaccinate vaccination
vaccine vacillate vacuous vacuum vagabond vagary vagina vaginae vaginal vagrant vague vagueness vaguer vaguest vain
vainer vainest vale valedictorian valentine valet valhalla valiant valid validate validation validity valise valley
valour valuable valuation value valueless valve vampire van vandal vandalise vandalism vane vanguard vanilla vanish
vanity vanned vanning vanquish vape vaporise vapour var variability variable variance variant variation variety
various varnish varsity vary vase vasectomy vast vaster vastest vastness vat vatted vatting vault vb ve veal vector
ved veer veg vegan vegetable vegetarian vegetarianism vegetation veggie vehement vehicle vehicular veil vein velocity
velour velvet velvety vend vendetta vendor veneer venerable venerate veneration vengeance vengeful venice venison
venom venomous venrock vent ventilate ventilation ventilator ventricle ventriloquism ventriloquist venture venue
veracity veranda verb verbal verbatim verbiage verbose verbosity verdict verge verier veriest verification verify
veritable vermin vernacular versa versatile versatility verse version versus vertebra vertebrae vertebrate vertical
vertices vertigo verve very vessel vest vestibule vestige vestment vet veteran veterinarian veterinary veto vetted
vetting vex vexation vexatious via viability viable viaduct vial vibe vibrant vibrate vibration vicar vicarious vice
vicinity vicious victim victimisation victimise victor victoria victorian victorious victory vid video videocassette
videotape vie view viewer viewpoint vigil vigilance vigilant vigilante vigorous vigour vile viler vilest vilify villa
village villager villain villainous villainy vindicate vindication vindictive vine vinegar vineyard vintage vinyl
viola violate violation violence violent violet violin violinist viper vipul viral vircio virgin virginia virginity
virile virility virtual virtue virtuoso virtuous virulent virus vis visa visage viscose viscosity viscous vise
visibility visible visibly vision visionary visit visitation visitor visor vista visual visualise vital vitality
vitamin vitriolic vivacious vivacity vivendi vivid vivider vividest vivisection vivo vladimir vocabulary vocal
vocalist vocation vocational vociferous vodka vogue voice voicemail void volatile volatility volcanic volcano volition
volley volleyball volt voltage volume voluminous voluntarily voluntary volunteer voluptuous vomit voodoo voracious
voracity vortex vote voter vouch voucher vow vowel voyage voyager voyeur voyeurism vr vs vulgar vulgarer vulgarest
vulgarity vulnerability vulnerable vulture vying wackier wackiest wacky wad wadded wadding waddle wade wafer waffle
waft wag wage wager wagged wagging wagon waif wail waist waistband waistline wait waiter waitress waitrose waive
waiver wake waken wales walk walkabout walker walkout wall wallet wallop wallow wallpaper wally walnut walrus waltz
wan wand wander wanderer wane wanna wannabe wanner wannest want wanton war warble ward warden wardrobe ware warehouse
warfare warhead warier wariest warily warlike warlock warlord warm warmer warmest warmonger warmth warn warp warpath
warrant warranty warred warren warring warrior warship warstones wart wartime warwickshire wary was wash washable
washbasin washcloth washer washington washout washroom wasp wastage waste wastebasket wasteful wasteland watch
watchdog watchful watchmaker watchman watchmen watchword water waterbed watercolour watercourses waterfall waterfront
waterier wateriest waterlogged watermark watermelon waterproof watershed watertight waterway waterworks watery watt
wave waveform wavelength waver wavier waviest wavy wax waxier waxiest waxiness waxy way waylaid waylay wayne wayside
wayward we weak weaken weaker weakest weakling weakness wealth wealthier wealthiest wealthy wean weapon weaponry wear
wearier weariest wearily weariness wearisome weary weasel weaselled weaselling weather weave weaver web webbed webbing
weblog website wed wedded wedder wedding wedge wedlock wednesday wee weedier weediest weedy week weekday weekend
weeknight weep weer weest weigh weight weightier weightiest weightless weightlessness weightlifter weightlifting
weighty weil weir weird weirder weirdest weirdness weirdo welch welcome weld welder welfare well wellbeing wellies
wellington wellness welsh welt welter wen went wept were werewolf werewolves wessex west westbound westerly western
westerner westernise westminster westward westwood wet wetback wethersfield wetter wettest wetting whack whale whaler
wham whammed whamming whammy wharf wharves what whatchamacallit whatever whatsapp whatsoever wheat wheedle wheel
wheelbarrow wheelchair wheelie wheeze when whence whenever where whereabouts whereas whereby wherein whereupon
wherever wherewithal whet whether whetted whetting whew which whichever whiff while whilst whim whimper whimsical
whine whiner whinny whip whiplash whipped whipping whirl whirlpool whirlwind whirr whisk whisker whisky whisper
whistle white whitehaven whitelist whiten whiteness whiter whitest whitewash whittle whizz who whoa whodunit whoever
whole wholehearted wholesale wholesaler wholesome wholly whom whoop whoosh whopper whore whose why wi wick wickeder
wickedest wickedness wicker wicket wide widen wider widespread widest widow widower width wield wiener wife wig wigged
wigging wiggle wigwam wil wild wildcat wildcatted wildcatting wilder wilderness wildest wildfire wildflower wildlife
wildness wile wilful wilier wiliest will william willingness willow willowy willpower wilt wily wimp wimpier wimpiest
wimpy win wince winch wind windbreaker windfall windfarms windier windiest windmill window windowpane windowsill
windpipe windscreen windshield windsor windsurf windswept windy wine wineglass wing wingers wingspan wingtip wink
winner winning wino winsome winsomer winsomest winter wintertime wintrier wintriest wintry wipe wiper wire wireless
wiretap wiretapped wiretapping wirier wiriest wiry wisdom wise wisecrack wiser wisest wish wishbone wishful wisley
wisp wispier wispiest wispy wist wistful wit witch witchcraft with withdraw withdrawal withdrawn withdrew wither
withheld withhold within without withstand withstood witless witness witticism wittier wittiest witting witty wiv wive
wiz wizard wizened wobble wobblier wobbliest wobbly woe woebegone woefully wok woke woken wolf wolves woman womanhood
womankind womb wombat women won wonder wonderful wonderland wondrous woo wood woodchuck wooden woodener woodenest
woodhouse woodier woodiest woodland woodpecker woodsman woodsmen woodwind woodwork woody woof wool woollen woollier
woolliest woozier wooziest woozy word wordier wordiest wordy wore work workable workaholic workbench workbook worker
workfare workflow workforce workload workman workmanlike workmanship workmate workmen workout workplace worksheet
workshop workspace workstation world worldcom worldlier worldliest worldwide worm wormhole worn worrier worrisome
worry worse worsen worship worshipped worshipper worshipping worst worth worthier worthiest worthless worthwhile
worthy wos would wound wounder wove woven wow wozniak wp wpc wrangle wrangler wrap wrapped wrapper wrapping wrath
wreak wreath wreathe wreck wreckage wrecker wren wrench wrest wrestle wrestler wretch wretcheder wretchedest wriggle
wright wring wringer wrinkle wrist wristwatch writ writable write writer writhe written wrong wrongdoer wrongdoing
wronger wrongest wrongful wrote wrought wrung wry wryer wryest wto wuhan ww wwf www wye xenophobia xenophobic ximian
xine xmas xml xmms xp xx xylophone yacht yahoo yak yakked yakking yam yank yap yapped yapping yard yardstick yarl
yarmouth yarmulke yarn yawn yeah year yearbook yearling yearn yeast yell yellow yellower yellowest yellowish yelp
yemen yemeni yen yep yer yes yessed yessing yest yesterday yet yeti yew yield yippee yo yodel yodelled yodelling yoga
yogurt yoke yokel yolk yonder yor york yorkshire you young younger youngest youngster your yourself yourselves youth
youthful youtube yowl yr yrs yuck yuckier yuckiest yucky yum yummier yummiest yummy yuppie zanier zaniest zany zap
zapped zapping zdnet zeal zealand zealous zebra zenith zero zest zeta zigzag zigzagged zigzagging zillion zinc zincked
zincking zip zipped zipper zipping zit zodiac zoe zombie zone zoo zoological zoologist zoology zoom zucchini zumba
`
