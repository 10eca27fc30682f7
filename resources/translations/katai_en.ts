<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
    <context>
        <name>CartLine</name>
        <message>
            <source>删除</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>折扣</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>CommandPalette</name>
        <message>
            <source>可以做的事</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>命令面板</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>要做什么？</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>Keypad</name>
        <message>
            <source>清空</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>退格</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>KeysOverlay</name>
        <message>
            <source>关闭</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>快捷键</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>Messages</name>
        <message>
            <source>知道了</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>OwnerPinSheet</name>
        <message>
            <source>PIN 不对，还能试 {n} 次</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>正在核对</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>要店主 PIN</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>还能试 {n} 次 · 操作会留记录</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>PinDots</name>
        <message>
            <source>PIN，{n} 位数字</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>已输 {n} 位</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>PinPad</name>
        <message>
            <source>清空</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>退格</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>ReportPainter</name>
        <message>
            <source>第 {page} 页</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>SecretLabel</name>
        <message>
            <source>已隐藏</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>Sheet</name>
        <message>
            <source>取消</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>Stepper</name>
        <message>
            <source>减一</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>加一</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>数量</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>connectors</name>
        <message>
            <source>商户 ID</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>商户密钥</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>店铺网址</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>异次元发卡（共享店铺）</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>devices</name>
        <message>
            <source>USB 设备文件</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Windows 打印机</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>串口</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>串口打印机</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>打印机名</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>打印机地址</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>打印队列名</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>文件</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>端口</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>系统打印队列</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>网络打印机</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>设备文件</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>速率</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>errors</name>
        <message>
            <source>QQ 号要 5 到 11 位数字</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{address} 不加密，别人能看到密钥。改用 https，或由店主同意</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{column} {value} 和第 {first_line} 行重复</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{column}是空的</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{column}：{reason}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{folder} 里没有店铺数据</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{name} 最多还能退 {left} 件</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{name} 没有这个权限，什么都没有改</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{name} 的班还开着，先交班</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{name} 还不知道进价。等询价回来，或让店主输 PIN</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{name} 还有 {count} 笔采购没有结果，先不能删</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{name} 还没有填充到哪个号</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{name} 还没有结果，有结果之前不能退，可能会充两次</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{number} 现在不用决定，等它自己出结果</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>“{label}”不能这样填，什么都没有改</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>“{text}”不是金额</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>一单最多 {maximum} 笔付款</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>一条加密内容打不开：它坏了，或被换过位置（{table} {row}）。没有拿它做任何事</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>不认识货源平台 {key}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>付款方式没有变</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>价格刚变了：原来 {old}，现在 {new}。还没有记成收款，请重新确认</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>低库存和到货分钟不能是负数，也不能太大</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>写下看到了什么，才能决定</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>写明这笔钱是做什么的，还没有记</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>分出了 {count} 段，只要卡号、密码、有效期</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>列太多，最多 {maximum} 列</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>卡密里有打印机印不出的字，请让顾客看屏幕或扫码</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>只有卡密能先买进来存着</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>只能作废本班里卡密没看过、没向货源下单的单。请走退款</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>只能改本班收的款，这一笔没有动</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>只能给本班没有会员的销售单补登会员</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>名称要 1 到 {maximum} 个字</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>图片打印要开着窗口。这一单已经记好，可以补打</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>图里有几个二维码，请只留一个</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>图里没有认出二维码，换一张清楚的</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>太长，最多 {maximum} 个字</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>尾号是账单单号的后 4 位数字</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>已经有分类“{name}”了</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>已经有叫 {name} 的货源账号</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>平台没有给出能用的回答（{reason}）。什么都没有买，稍后再试</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>平台说：{text}。什么都没有买</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>库存不足：{name} 剩 {left} 件</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>张数要是 0 或更大的整数，还没有记</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>手机号要 11 位，以 1 开头</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>打不开文件 {name}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>打印机没有回应（{reason}）。这一单已经记好，可以补打</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>打印机没有回应，看看电源和纸。这一单已经记好，可以补打</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>打印机没有设好：{field}。这一单已经记好，可以补打</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>折扣要在 0 到 100 之间，金额不能是负数</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>收的比应收多，已经收的没有变，请改金额</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>数据文件坏了，这一笔没有记下，没有再写任何东西。请从备份恢复</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>数据文件夹不能写入，这一笔没有记下，钱和货都没有动</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>数据文件夹在网络盘上（{folder}），断网会坏账。请放到本机的磁盘上</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>数据文件打不开，没有改动任何东西。请检查文件夹的权限</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>数据正被另一个程序占用，这一笔没有记下，钱和货都没有动。请稍后再做一次</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>数量要在 1 到 {maximum} 之间</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>文件 {name} 没写成：{reason}。原来的文件没有动</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>文件 {size} MB，最多 {maximum} MB，什么都没读</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>文件不是 {encoding} 编码，什么都没导入</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>文件名不能指到文件夹外面</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>文件名要以 .csv 或 .xlsx 结尾</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>文件是空的</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>文字太长或是空的，做不成二维码</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>日期“{text}”看不懂，请写成 2026-06-18</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>有 16 位以上的数字，表格软件只留 15 位，请把这一列设成文本重填</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>有 {count} 张不在库里，一张都没作废</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>有一格的公式算不出来，显示的是错误</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>有现金才能抹零</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>条码 {barcode} 已经是 {code} 的</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>比第一行多出几格，可能少了引号或错了列</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>没有 {key} 这个设置</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>没有能用的货源。什么都没有买</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>没有这个商品，什么都没导入</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>没有这个货源账号</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>没有这笔采购</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>满 {limit} 元要填尾号，还没有记成收款</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>看不出文件是什么编码，请选一种，什么都还没导入</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>磁盘没有确认这一笔。先不要再收钱或交货，重开卡台，看这一笔在不在</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>磁盘满了，这一笔没有记下，钱和货都没有动。请腾出空间再做一次</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>磁盘读写出错，这一笔没有记下，钱和货都没有动。请先备份，再检查磁盘</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>积分“{text}”要是整数，不能是负数</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>空单不用挂</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>第 {line} 行有看不见的字符，这不是正常的文本文件</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>第 {line} 行的引号没有配对，后面的行读不出来，什么都没导入</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>第一行里没有这几列：{names}，什么都没导入</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>类型“{text}”不认识，只能是卡密、直充、套餐、其他</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>编码 {code} 已经有商品用了</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>编码要 1 到 {maximum} 个字，不能有空格</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>行数太多，一张表放不下，请导出成 CSV</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>表格文件是坏的，读不出来，什么都没导入</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>表格有打开密码，请先去掉密码再导入</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>要写原因</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>要填最多花多少钱买一件</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>账号的“{label}”填得不对</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>账号要 3 到 40 位字母、数字或 _ @ . # -</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>账号要有名字，最多 {most} 个字</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>货源余额不够买 {name}，还没有收款，请先加款或换货</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>货源那里没有取到卡密。到网站上复制卡密填进来</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>超过 {maximum} 行，请分成几个文件</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>还差 {missing} 元没收</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>还没有开班，什么都没有记</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>这一单不到底线，主要因为 {name} 的售价。改价，或让店主输 PIN</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>这一单不到底线，主要因为单品折扣。减一点折扣，或让店主输 PIN</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>这一单不到底线，主要因为抹零。不抹零，或让店主输 PIN</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>这一单不到底线，主要因为收款手续费。换现金，或让店主输 PIN</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>这一单不到底线，主要因为整单折扣。减一点折扣，或让店主输 PIN</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>这一单不到底线，主要因为积分。让店主输 PIN</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>这一步要 PIN 和原因</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>这一步要写原因</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>这一步要店主 PIN 和原因</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>这一行没有可以给看的卡密，货还没到或已经退了</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>这一行现在不用决定</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>这不是表格文件，要 CSV、XLSX 或文本，什么都没导入</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>这个原因和存取的方向不合，什么都没有记</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>这个平台没有“{key}”这一项，或不该填在这里</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>这个文件不是图片，打不开</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>这个班已经交了，还没有收款，请先开班</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>这个货源一次买 {minimum} 到 {maximum} 件</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>这个货源还要填“{label}”，先在货源里换一个。什么都没有买</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>这些卡密库里都有了，没有收进来。核对是不是填错</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>这份数据是更新版本的卡台写的（{number}，本机只认得到 {known}）。没有改动，请先升级</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>这几列是同一个意思：{names}，请只留一列</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>这张单不是待付款，没有动</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>这张单没有收款或已作废，不能退</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>这张挂单已经取走了</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>这种付款方式没有启用，去设置里打开</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>选一下要退哪几件</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>金额 {text} 太大</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>金额 {text} 是负数</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>金额 {text} 的小数超过两位</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>金额不能是负数，也不能太大</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>金额要在 0 到 {maximum} 之间，什么都没有记</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>长数字被表格软件改成了科学计数，后几位已经丢了，请把这一列设成文本再导出</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>formatting</name>
        <message>
            <source>{n} 人</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{n} 件</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{n} 分钟前</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{n} 单</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{n} 张</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{n} 笔</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>刚刚</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>周一</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>周三</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>周二</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>周五</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>周六</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>周四</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>周日</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>keys</name>
        <message>
            <source>QQ 钱包</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>上一个分类</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>上一个面额</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>上一步</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>上一行</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>下一个分类</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>下一个面额</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>下一位</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>下一步</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>下一行</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>中途查看</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>今天</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>会员</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>保存</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>储值</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>全屏</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>删除行</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>勾选</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>卡台</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>发给顾客</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>取单</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>同步货源</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>告诉顾客</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>命令面板</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>回复</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>复制卡密</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>复制图</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>复制消息</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>存图</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>对比</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>导入卡密</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>导出</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>带入收银</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>建售后单</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>待交付</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>微信</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>快捷键</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>总览</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>打印卡密单</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>打印小票</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>打印当前内容</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>批量改价</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>折扣</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>折扣、改价</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>抹零</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>挂单</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>挂账</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>换一个码</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>换标签</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>推广</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>搜索</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>搜索这一页</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>撤销</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>操作菜单</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>支付宝</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>收款</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>收银</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>改数量</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>数量</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>数量减一</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>数量加一</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>整单折扣</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>新会员</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>新建</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>日结</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>显示卡密</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>本周</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>本月</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>查结果</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>清空整单</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>清空金额</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>现金</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>确认收款</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>积分抵扣</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>立即查询</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>第一个快捷金额</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>第三个快捷金额</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>第二个快捷金额</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>第五个快捷金额</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>第四个快捷金额</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>签字日结</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>管家婆习惯</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>结单</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>给顾客看</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>网格、列表</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>补打</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>订单</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>设置</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>货源</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>货源上移</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>货源下移</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>货源对比</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>超市习惯</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>返回</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>返回、关闭、清空</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>返回改单</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>选会员</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>遮住金额</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>锁屏</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>messages</name>
        <message>
            <source>【{shop}】{title}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>【{shop}】你的 {title} ×{quantity} 到了。凭取货码 {code} 来拿。{place}有事打 {contact}。</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>【{shop}】你的 {title} ×{quantity} 正在处理，取货码 {code}，一到就告诉你。有事打 {contact}。</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>区服：{region}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>卡号 {number} 卡密 {secret}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>卡密 {secret}</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>paper</name>
        <message>
            <source>0 是零，O 是字母</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{cashier} {opened} 到 {closed}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{shop} · 不清零</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{shop} · 第 {number} 号</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{tender} 收{amount}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>中间报表 X</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>交班单</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>优惠合计</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>会员 {name}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>余{balance}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>充值中</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>充到 {account}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>充错账号追不回</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>净销售额</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>出卡人 {name}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>别把密码发给别人</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>单号 {number}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>单号 {number} 第 {position}/{count} 张</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>卡号</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>卡密</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>卡密没看过可退，看过不退不换</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>原因 {reason}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>取卡中</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>取货码</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>取货码{code}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>周一</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>周三</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>周二</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>周五</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>周六</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>周四</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>周日</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>备用金</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>失败</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>实付</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>实付{amount}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>实点现金</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>密码</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>小计 {count}件</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>已交付</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>已作废</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>已出卡</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>已到账</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>已退款</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>应有现金</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>店主签字</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>待付款</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>待取</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>待处理</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>待确认</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>待确认 / 待交付</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>打印 {time}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>扫码存小票</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>扫码得到密码文字</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>找零</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>抹零</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>排队中</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>收款</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>收款码差额</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>收银员签字</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>日结单 Z</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>有效期 {day}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>校验码 {head}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>没到的，凭取货码来问</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>现金一致</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>现金净收</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>短款</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>等{count}项</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>营业日 {day} {weekday}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>补打 第 {count} 次</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>补打要店主 PIN，会标“补打”</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>订单</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>请当面核对，尽快使用</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>货源余额差额</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>退款</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>长款</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>purchasing</name>
        <message>
            <source>不知道对方是否已处理</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>买到了。到货源网站的购买记录里取卡，填进来</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>卡密多了</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>卡密少了</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>发出后程序中断，不知道对方是否已处理</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>发给货源</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>回了一个网页，不知道对方是否已处理</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>回话没见过，不知道对方是否已处理</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>回话看不懂，不知道对方是否已处理</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>店主核销</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>店主确认已买到</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>店主确认没有下单</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>扣了款，没有给货，找货源售后</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>扣的钱超过上限，账号先停用</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>没回话，不知道对方是否已处理</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>没说扣了多少钱</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>用同一个单号再问一次</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>给的卡密以前见过，没有卖出去</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>记下来了，还没有发出</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>账号填得不对，没有下单</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>账号已经删掉，没有下单</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>货到了</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>货源不卖，没有下单</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>货源不认这个账号，没有下单</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>货源余额</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>货源余额不足，没有扣款</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>货源写了回话，要人看</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>货源收下了，还在处理</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>货源明确拒绝，没有扣款</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>货源涨价，超过上限，没有下单</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>货源退了一部分款</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>还是不清楚。核对货源余额和购买记录</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>这个货源不认我们的单号，重发会再买一次，只能由人核对</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>这个货源可以按我们的单号查询，同号不会买两次</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>这个货源认我们的单号，同号重发不会重复扣款</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>这个货源认我们的单号，同号重发会被挡下，不会买两次；但不能按单号查询</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>顾客退了，没有下单</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>recovery</name>
        <message>
            <source>{count} 笔采购等店主决定</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{count} 笔采购结果不明，不要重新下单或退款</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{count} 笔采购货源还在处理</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{count} 笔采购还没有发出，现在接着买</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>上次关闭时有 {count} 笔采购正在发出，已经接着查，没有重复下单</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>reports</name>
        <message>
            <source>件数</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>净额</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>卖得最多</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>商品</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>实付</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>每小时销售额</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>没有指明哪个码</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>编码</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>订单</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>钟点</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>settings</name>
        <message>
            <source>0 就是只手动同步</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>100 就是一元一分；话费、流量、储值不送</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>QQ 钱包</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>USB 或系统打印机</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>不抹</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>串口</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>交班与日结</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>从零点算起的分钟数，过了零点还营业的店填 240</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>付款后自动打印卡密单</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>付款方式</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>会员与积分</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>低库存提醒</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>先点钱，再看应有</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>减少动效</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>加入前要核对账号</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>卡台</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>印出来是乱码时换一种；没有汉字的打印机选图片</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>印在小票和日结单上</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>印在店名下面</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>启用的付款方式</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>员工与权限</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>售后说明</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>图片</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>地点</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>复制后清空剪贴板</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>外观与语言</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>多久算数据旧（分钟）</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>多少分钱一个积分</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>大</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>字号</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>存成文件</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>差多少要店主确认</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>店名</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>店铺</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>微信</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>快捷键</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>手续费，千分之几，记作成本</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>打印与扫码枪</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>打印机</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>打印机在哪</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>打印机编码</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>打开时要 PIN</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>抹到元</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>抹到角</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>按键方案</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>提示音</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>摆摊建议 2 分钟，充值不受影响</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>支付宝</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>收款码收大额时，抄下账单单号后四位</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>收银与抹零</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>改过的键</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>整单算下来少于这个数要店主 PIN</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>新商品的默认值，每个商品可以另设</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>时区</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>显示后自动隐藏</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>最多抹</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>柜台屏幕可能被旁人看到</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>标准</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>每单最少赚</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>没人用多久锁屏（分钟）</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>没到这个数写原因就行</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>没有</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>没有打印机也能卖，什么都不会失败</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>浅色</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>消费送积分</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>深色</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>满多少要填尾号</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>点完之前不显示任何合计</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>特大</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>现金</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>空着就印“看过不退不换”和“充错追不回”</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>管家婆</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>纸宽（毫米）</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>网口</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>网口填地址，串口填端口名，文件填路径</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>联系方式</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>自动同步间隔（分钟）</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>自动抹零</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>营业日从几点开始</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>营业时间</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>订单来源</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>语言</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>货源</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>超市</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>跟随系统</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>输入两遍，或顾客当面确认</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>零头比这多就不抹</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>顾客有事找谁，印在小票最下面</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>颜色</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>默认不抹。只在有现金时生效，计入“优惠合计”</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>默认付款方式</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
</TS>
