/** For the nicknames and passwords of seeded people. */
export const adjectives: readonly string[] =
  'amber,brave,calm,clever,coral,daring,early,eager,fancy,gentle,golden,happy,hazel,honest,indigo,jolly,kind,lively,lucky,mellow,merry,misty,noble,olive,plucky,proud,quiet,rapid,rosy,royal,silver,sunny,swift,tidy,velvet,witty'.split(
    ',',
  )

/** The second half of a nickname. */
export const nouns: readonly string[] =
  'badger,beacon,birch,breeze,canyon,cedar,comet,condor,cove,cricket,dolphin,ember,falcon,fern,fox,harbor,heron,island,lantern,lark,lynx,maple,meadow,moss,otter,owl,pebble,pine,raven,ridge,river,robin,sparrow,summit,tulip,willow'.split(
    ',',
  )

/** Tags that seeded people carry. */
export const tags: readonly string[] =
  'vip,guest,designer,engineer,manager,support,sales,iphone,android,berlin,remote,beta'.split(',')
