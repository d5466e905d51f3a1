/** The only file that imports `natural`, and by deep path: its root loads four database drivers. */
import porterStemmer from 'natural/lib/natural/stemmers/porter_stemmer.js'

/** The stem of a folded word ("complaints" and "complaining" give "complain"), for models and not for rules. */
export const stem = (word: string): string => porterStemmer.stem(word)
