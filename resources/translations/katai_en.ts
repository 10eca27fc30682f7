<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
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
        <name>errors</name>
        <message>
            <source>QQ 号要 5 到 11 位数字</source>
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
            <source>{name} 最多还能退 {left} 件</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{name} 没有这个权限，什么都没有改</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{name} 还不知道进价。等询价回来，或让店主输 PIN</source>
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
            <source>“{text}”不是金额</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>一单最多 {maximum} 笔付款</source>
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
            <source>分出了 {count} 段，只要卡号、密码、有效期</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>列太多，最多 {maximum} 列</source>
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
            <source>太长，最多 {maximum} 个字</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>尾号是账单单号的后 4 位数字</source>
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
            <source>手机号要 11 位，以 1 开头</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>打不开文件 {name}</source>
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
            <source>日期“{text}”看不懂，请写成 2026-06-18</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>有 16 位以上的数字，表格软件只留 15 位，请把这一列设成文本重填</source>
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
            <source>比第一行多出几格，可能少了引号或错了列</source>
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
            <source>账号的“{label}”填得不对</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>账号要 3 到 40 位字母、数字或 _ @ . # -</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>货源余额不够买 {name}，还没有收款，请先加款或换货</source>
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
            <source>这不是表格文件，要 CSV、XLSX 或文本，什么都没导入</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>这个货源还要填“{label}”，先在货源里换一个。什么都没有买</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>这几列是同一个意思：{names}，请只留一列</source>
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
</TS>
