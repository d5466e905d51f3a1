/** Names that made-up writers are put together from: some three thousand people. */
export const GIVEN_NAMES = [
  ...['Aled', 'Amara', 'Anneka', 'Bronwen', 'Callum', 'Carys', 'Dilys', 'Dominik', 'Edith', 'Efosa', 'Farah'],
  ...['Fergus', 'Gwilym', 'Hanna', 'Idris', 'Imelda', 'Ines', 'Jarek', 'Joan', 'Kerensa', 'Kwame', 'Leonie'],
  ...['Mabel', 'Marek', 'Nerys', 'Nkechi', 'Oonagh', 'Padma', 'Perran', 'Ravi', 'Rhian', 'Rowan', 'Sabina'],
  ...['Samir', 'Seren', 'Tamsin', 'Tomos', 'Una', 'Vikram', 'Wanda', 'Yusuf', 'Zofia'],
] as const
export const FAMILY_NAMES = [
  ...['Abernathy', 'Achebe', 'Ashdown', 'Bellweather', 'Blackmore', 'Brookfield', 'Calloway', 'Chaudhry'],
  ...['Copperfield', 'Dunstable', 'Eastlake', 'Fairweather', 'Farrow', 'Fenwick', 'Garnett', 'Gillingham'],
  ...['Hallow', 'Hartnell', 'Ibekwe', 'Jarrow', 'Kaczmarek', 'Kettering', 'Lindqvist', 'Lockhart', 'Marlowe'],
  ...['Merriweather', 'Nightingale', 'Oduya', 'Ojelade', 'Penhaligon', 'Pemberton', 'Quarmby', 'Ramsbottom'],
  ...['Ravenscroft', 'Sallow', 'Shackleton', 'Silverdale', 'Tannahill', 'Thackeray', 'Trevelyan', 'Umber'],
  ...['Vanbrugh', 'Wetherby', 'Whitcombe', 'Winterbourne', 'Wolstenholme', 'Wyndham', 'Yarborough', 'Yeo'],
] as const
