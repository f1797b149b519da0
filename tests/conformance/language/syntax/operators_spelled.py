"""Operators parse with and without spaces, including the ambiguous ones."""
a,b,c=7,3,2
print(a+b,a-b,a*b,a/b,a//b,a%b,a**c,a<<c,a>>1,a&b,a|b,a^b,~a,-a,+a,not a)
print(a<b,a>b,a<=b,a>=b,a==b,a!=b,a is b,a is not b,a in[a],a not in[b])
print(a if b else c,a and b or c,(lambda:a is None and 1)())
print(a--b,a- -b,a++b,-+-a,a*-b,a**-1,2**-1**2,- 2**2)
print(1 if a else 2)
print([*range(3)],{**{1:2}},(*'ab',),[a][0],{a:b}[a],(a),(a,),())
x=y=z=0;x+=1;y-=1;z|=7;print(x,y,z)
print(a<b<c,a>b>c,a==b==c,a!=b!=c,(a<b)<c)
f=lambda*args,**kw:(args,kw)
print(f(*[1],**{'k':2}),f(a,*(b,),c,k=a))
print(a if not b else c,not a==b,not(a)==b,(not a)==b)
print(a
      +b
      -c,a+(
      b),
      a\
      *b)
print('a'in'abc','x'not in'abc',1 .real,1..real,1.5.real,(1).real)
print(a<-b,a>-b,(a:=5))
print([x for x in range(3)if x],[x if x else 9 for x in range(3)],{x:x for x in'ab'})
print(...,[...],(...,)[0]is...)
